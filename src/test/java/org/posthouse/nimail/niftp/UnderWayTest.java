package org.posthouse.nimail.niftp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.Hop;
import org.posthouse.mail.TestDelivery;
import org.posthouse.mail.Transfer;
import org.posthouse.nimail.NimailSender;
import org.posthouse.nimail.NimailSenderSettings;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Listener;
import org.posthouse.wire.Transcript;

/// Who looks on sees each transfer at its stage, from both ends, and nothing when it is over.
@Timeout(180)
final class UnderWayTest {
    private static final String GO = "82 01 00";

    @TempDir Path directory;
    private final UnderWay underWay = new UnderWay();

    private Listener listen(Service service) throws IOException {
        Path tree = Files.createDirectories(directory.resolve("tree"));
        NiftpSettings settings = Fixture.settings(tree, Profile.UNIX_NIFTP);
        return Fixture.listen(
                new NiftpReceiver(settings.manner(), Services.files(service), underWay));
    }

    private Service files() throws IOException {
        Path tree = Files.createDirectories(directory.resolve("tree"));
        return new FileService(
                Fixture.settings(tree, Profile.UNIX_NIFTP), directory.resolve("data"));
    }

    @Test
    void whatIsReceivedIsSeenAtEachStage() throws IOException {
        try (Listener q = listen(files());
                Talk talk = new Talk(q.address())) {
            assertThat(underWay.underWay()).isEmpty();
            talk.ask(
                    Access.MAKE,
                    "new",
                    Attribute.equal(Meaning.WINDOW, 1),
                    Attribute.equal(Meaning.FACILITIES, Agreement.ACKNOWLEDGE));
            assertThat(talk.command()).isEqualTo("RPOS");
            Transfer agreed = underWay.underWay().getFirst();
            assertThat(agreed.stage()).isEqualTo(Transfer.Stage.AGREED);
            assertThat(agreed.role()).isEqualTo(Transfer.Role.CALLED);
            assertThat(agreed.direction()).isEqualTo(Transfer.Direction.IN);
            assertThat(agreed.name()).isEqualTo("new");
            assertThat(agreed.user()).isEqualTo("niuser");
            assertThat(agreed.peer()).startsWith("127.0.0.1:");
            talk.say(GO + "00 40 00 83 61 62 63 00 41 01");
            assertThat(talk.data()).isEqualTo("0 MR 01");
            Condition.until("the mark is seen", () -> one().mark() == 1);
            assertThat(one().octets()).isEqualTo(3);
            assertThat(one().stage()).isEqualTo(Transfer.Stage.MOVING);
            talk.say("00 43 00");
            assertThat(talk.data()).isEqualTo("0 ER 00");
            assertThat(one().stage()).isEqualTo(Transfer.Stage.ENDING);
            talk.say("86 00 01 0f 22 20 00");
            assertThat(talk.command()).isEqualTo("STOPACK 2000");
            Condition.until("it is over", () -> underWay.underWay().isEmpty());
        }
    }

    private Transfer one() {
        return underWay.underWay().getFirst();
    }

    @Test
    void whatIsSentIsSeenAndAHoldToo() throws IOException {
        Path tree = Files.createDirectories(directory.resolve("tree"));
        Files.write(tree.resolve("file"), new byte[10_000]);
        try (Listener q = listen(files());
                Talk talk = new Talk(q.address())) {
            talk.ask(
                    Access.READ,
                    "file",
                    Attribute.equal(Meaning.WINDOW, 1),
                    Attribute.equal(Meaning.DATA_TYPE, 2),
                    Attribute.equal(Meaning.FACILITIES, Agreement.ACKNOWLEDGE | Agreement.HOLD));
            assertThat(talk.command()).isEqualTo("RPOS");
            talk.say(GO);
            assertThat(talk.data()).isEqualTo("0 SS 00");
            assertThat(talk.data()).isEqualTo("0 CS 01");
            assertThat(talk.data()).isEqualTo("2048 MS 01");
            assertThat(one().direction()).isEqualTo(Transfer.Direction.OUT);
            talk.say("00 46 10");
            assertThat(talk.data()).isEqualTo("0 ES 10");
            assertThat(one().stage()).isEqualTo(Transfer.Stage.HELD);
            talk.say("00 45 01 00 47 10");
            assertThat(talk.data()).isEqualTo("2048 MS 02");
            assertThat(one().mark()).isEqualTo(1);
            assertThat(one().octets()).isGreaterThanOrEqualTo(2048);
        }
        Condition.until("it is over", () -> underWay.underWay().isEmpty());
    }

    /// The partner's answer waits until somebody has looked.
    @Test
    void aCallOfOursIsSeenToo() throws Exception {
        Path local = Files.writeString(directory.resolve("local"), "text\n");
        var looked = new CountDownLatch(1);
        Service slow =
                (wanted, _) ->
                        new Service.Answer.Receive(wanted, new WaitingStore(looked), Mark.START);
        var ours = new UnderWay();
        try (Listener q = listen(slow);
                var connection =
                        Connection.open(
                                "127.0.0.1",
                                q.address().getPort(),
                                Duration.ofSeconds(5),
                                Transcript.NONE)) {
            Progress progress =
                    ours.watch("NIFTP", Transfer.Role.CALLING, connection.peer(), "ftp");
            Initiator p =
                    Initiator.over(
                            connection, "ftp", "OURS", Profile.EVERYDAY, progress, Transcript.NONE);
            var errand =
                    new Errand(
                            "q",
                            local,
                            new Access(Access.MAKE),
                            new Wanted.Kind.Text(1),
                            Map.of(Meaning.FILENAME, "there"));
            var dockets = new Dockets(directory.resolve("p"));
            var outcome = new FutureTask<>(() -> errand.run(p, Profile.EVERYDAY, dockets));
            Thread.ofVirtual().start(outcome);
            Condition.until(
                    "all is sent",
                    () ->
                            ours.underWay().stream()
                                    .anyMatch(t -> t.stage() == Transfer.Stage.ENDING));
            Transfer seen = ours.underWay().getFirst();
            assertThat(seen.role()).isEqualTo(Transfer.Role.CALLING);
            assertThat(seen.direction()).isEqualTo(Transfer.Direction.OUT);
            assertThat(seen.service()).isEqualTo("ftp");
            assertThat(seen.name()).isEqualTo("there");
            assertThat(seen.octets()).isEqualTo(5);
            looked.countDown();
            assertThat(outcome.get().done()).isTrue();
            assertThat(ours.underWay()).isEmpty();
        }
    }

    @Test
    void soIsALetterThatWeSend() throws Exception {
        var looked = new CountDownLatch(1);
        Service slow =
                (wanted, _) ->
                        new Service.Answer.Receive(wanted, new WaitingStore(looked), Mark.START);
        var ours = new UnderWay();
        var sender =
                new NimailSender(
                        NimailSenderSettings.defaults(), Acquaintances.NONE, ours, Transcript.NONE);
        try (Listener q = listen(slow)) {
            var hop = Hop.parse("nimail://127.0.0.1:" + q.address().getPort());
            var letter = TestDelivery.of("s@c", "a@x", "From: s@c\r\n\r\nBody\r\n");
            try (var conversation =
                    sender.converse(((Hop.Understood) hop).hop(), "relay.example")) {
                var sent =
                        new FutureTask<Void>(
                                () -> {
                                    conversation.deliver(letter);
                                    return null;
                                });
                Thread.ofVirtual().start(sent);
                Condition.until(
                        "all is sent",
                        () ->
                                ours.underWay().stream()
                                        .anyMatch(t -> t.stage() == Transfer.Stage.ENDING));
                Transfer seen = ours.underWay().getFirst();
                assertThat(seen.protocol()).isEqualTo("NIMAIL");
                assertThat(seen.role()).isEqualTo(Transfer.Role.CALLING);
                looked.countDown();
                sent.get();
            }
        }
        assertThat(ours.underWay()).isEmpty();
    }

    /// Takes all, but not before somebody has looked.
    private record WaitingStore(CountDownLatch looked) implements Store {
        @Override
        public void write(byte[] octets, int offset, int length) {}

        @Override
        public long position() {
            return 0;
        }

        @Override
        public void secure(Mark mark) {}

        @Override
        public void back(Mark mark) {}

        @Override
        public Fate finish() throws IOException {
            try {
                if (!looked.await(60, TimeUnit.SECONDS)) throw new IOException("nobody looked");
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
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
