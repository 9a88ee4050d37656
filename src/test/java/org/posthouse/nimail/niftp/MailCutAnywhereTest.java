package org.posthouse.nimail.niftp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.Collection;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.mail.TestDelivery;
import org.posthouse.nimail.NimailSender;
import org.posthouse.nimail.NimailSenderSettings;
import org.posthouse.nimail.WaitingMail;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Listener;
import org.posthouse.wire.Transcript;

/// Sessions of three letters whose line is cut, at each octet that passes either way: no letter is
/// lost, and none comes twice but where NIFTP leaves no way to know it again (docs/nimail.md, when
/// the line broke, and collecting).
@Timeout(600)
final class MailCutAnywhereTest {
    private static final int LETTERS = 3;
    private static final int CALLS = 5;

    @TempDir(factory = CutAnywhereTest.InMemory.class)
    Path directory;

    private static String text(int letter) {
        return "From: sam@alpha.example\r\nSubject: " + letter + "\r\n\r\n.\r\nHello\r\n";
    }

    private static String subject(String letter) {
        Matcher line = Pattern.compile("Subject: (\\d)").matcher(letter);
        return line.find() ? line.group(1) : letter;
    }

    /// By a sender who does not say that he has sent a letter before; of ours, who does, see
    /// [CutLettersTest].
    @ParameterizedTest
    @CsvSource({"TO_Q,END", "TO_P,END", "TO_P,RESET"})
    void lettersSentAnewAreTakenOnce(CuttingLine.Way way, CuttingLine.Break manner)
            throws IOException {
        boolean whole = false;
        for (int octets = 0; !whole; octets++) {
            var intake = new RecordingIntake();
            try (Listener q =
                    Fixture.listen(
                            intake,
                            Collection.NONE,
                            directory.resolve(way + "-" + manner + "-" + octets),
                            Profile.EVERYDAY)) {
                whole = sent(q, new CuttingLine(q.address(), way, octets, manner));
            }
            assertThat(intake.letters().stream().map(l -> subject(l.octets())).toList())
                    .as("cut after %d octets", octets)
                    .containsExactlyInAnyOrder("0", "1", "2");
            assertThat(intake.openTexts()).isZero();
        }
    }

    /// @return whether the first call carried all
    private static boolean sent(Listener q, CuttingLine line) throws IOException {
        var left = new ArrayDeque<TestDelivery>();
        for (int i = 0; i < LETTERS; i++)
            left.add(TestDelivery.of("sam@alpha.example", "ann@b.example bob@b.example", text(i)));
        int calls = 0;
        try (line) {
            while (!left.isEmpty()) {
                assertThat(++calls).isLessThan(CALLS);
                call(calls == 1 ? line.port() : q.address().getPort(), left);
                Condition.until("Q has seen the end", () -> q.conversations() == 0);
            }
        }
        return calls == 1;
    }

    private static void call(int port, Deque<TestDelivery> left) {
        var hop =
                ((Hop.Understood) Hop.parse("nimail://127.0.0.1:" + port + "?mapping=straight"))
                        .hop();
        try (Outbound.Conversation conversation =
                new NimailSender(
                                NimailSenderSettings.defaults(),
                                Acquaintances.NONE,
                                Transcript.NONE)
                        .converse(hop, "relay.example")) {
            while (!left.isEmpty()) {
                conversation.deliver(left.getFirst());
                left.removeFirst();
            }
        } catch (IOException _) {
            TestDelivery cut = left.removeFirst();
            boolean taken = cut.lines().getFirst().contains(" Delivered ");
            if (taken) return;
            left.addFirst(cut.anew());
        }
    }

    /// What a collecting host does about a letter whose transfer it could not end.
    enum Manner {
        /// It has the letter, and has forgotten the transfer.
        FORGETS,
        /// It goes on with the end.
        GOES_ON
    }

    @ParameterizedTest
    @CsvSource({
        "TO_Q,FORGETS", "TO_P,FORGETS",
        "TO_Q,GOES_ON", "TO_P,GOES_ON"
    })
    void lettersCollectedAreNotLost(CuttingLine.Way way, Manner manner) throws IOException {
        boolean whole = false;
        for (int octets = 0; !whole; octets++) {
            WaitingMail waiting =
                    WaitingMail.of(
                            IntStream.range(0, LETTERS)
                                    .mapToObj(
                                            i ->
                                                    TestDelivery.of(
                                                            "sam@alpha.example",
                                                            "ann@b.example",
                                                            text(i)))
                                    .toArray(TestDelivery[]::new));
            var host = new Host(manner);
            try (Listener q =
                            Fixture.listen(
                                    new RecordingIntake(),
                                    waiting,
                                    directory.resolve("none"),
                                    Profile.EVERYDAY);
                    var line = new CuttingLine(q.address(), way, octets, CuttingLine.Break.END)) {
                whole = host.calls(line.port());
                Condition.until("Q has seen the end", () -> q.conversations() == 0);
                if (!whole) assertThat(host.calls(q.address().getPort())).isTrue();
            }
            assertThat(waiting.gone()).hasSize(LETTERS);
            assertThat(new TreeSet<>(host.got))
                    .as("cut after %d octets", octets)
                    .containsExactly("0", "1", "2");
            assertThat(host.got).as("cut after %d octets", octets).hasSizeLessThan(LETTERS + 2);
            host.twice()
                    .ifPresent(
                            letter -> {
                                assertThat(manner).isEqualTo(Manner.FORGETS);
                                assertThat(host.ended).containsOnlyOnce(letter);
                            });
        }
    }

    /// A host that collects its mail: what it has acknowledged with ER it keeps.
    private static final class Host {
        private final Manner manner;
        private final List<String> got = new ArrayList<>();
        private final List<String> ended = new ArrayList<>(); // STOPACK was seen
        private int transfer;
        private Optional<Integer> open = Optional.empty(); // a transfer that lacks STOPACK

        Host(Manner manner) {
            this.manner = manner;
        }

        /// @return whether it came to "no waiting mail"
        boolean calls(int port) {
            try (var connection =
                    Connection.open("127.0.0.1", port, Duration.ofSeconds(30), Transcript.NONE)) {
                Initiator p =
                        Initiator.over(
                                connection,
                                "",
                                "",
                                Profile.EVERYDAY,
                                Progress.NONE,
                                Transcript.NONE);
                if (open.isPresent() && manner == Manner.GOES_ON) {
                    var access = new Access(Access.READ_AND_REMOVE).resuming();
                    Outcome ended = p.run(job(access, open.get(), Agreement.END, new Box()));
                    assertThat(ended.state()).isEqualTo(State.DONE);
                }
                open = Optional.empty();
                while (true) {
                    var box = new Box();
                    var access = new Access(Access.READ_AND_REMOVE);
                    Outcome outcome = p.run(job(access, ++transfer, 0, box));
                    if (!outcome.done()) {
                        assertThat(outcome.messages()).contains("No waiting mail now");
                        return true;
                    }
                    ended.add(box.letter());
                    open = Optional.empty();
                }
            } catch (IOException _) {
                return false;
            }
        }

        private static Job job(Access access, int transfer, int restart, Store store) {
            var wanted =
                    new Wanted(
                            access,
                            new Wanted.Kind.Text(0x0001),
                            transfer,
                            restart,
                            Map.of(),
                            OptionalInt.empty());
            return new Job.Take(wanted, store, List.of());
        }

        /// The letter that came twice, if one did.
        Optional<String> twice() {
            return got.stream().filter(l -> Collections.frequency(got, l) > 1).findFirst();
        }

        /// One letter.
        private final class Box implements Store {
            private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

            String letter() {
                return subject(octets.toString(StandardCharsets.US_ASCII));
            }

            @Override
            public void write(byte[] some, int offset, int length) {
                octets.write(some, offset, length);
            }

            @Override
            public long position() {
                return octets.size();
            }

            @Override
            public void secure(Mark mark) {}

            @Override
            public void back(Mark mark) {}

            @Override
            public Fate finish() {
                got.add(letter());
                open = Optional.of(transfer);
                return new Fate.Taken();
            }

            @Override
            public void suspend(Mark last) {}

            @Override
            public void discard() {}

            @Override
            public void over() {}
        }
    }
}
