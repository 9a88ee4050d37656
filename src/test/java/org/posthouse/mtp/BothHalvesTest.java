package org.posthouse.mtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.posthouse.conf.Conf;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.TestDelivery;
import org.posthouse.mtp.FaultyLine.Fault;
import org.posthouse.wire.Transcript;

/// Our sender and our receiver play each other in every combination of schemes, sizes of the
/// recipient table, dialects of both sides, and answers to 151 and 152; and with every fault at
/// every step of the dialogue. Then whoever was not served is tried again on a sound line, as a
/// dispatcher would: nothing is lost, nothing that was acknowledged is delivered twice, no command
/// becomes text, and nobody gets what was for others.
final class BothHalvesTest {
    private static final List<String> EVERYBODY =
            List.of("a@Y", "nobody@Y", "b@Y", "moved@Y", "busy@Y", "c@Y");
    private static final List<String> SOME = List.of("a@Y", "d@Y");

    /// The dialects that a sender and a receiver may speak with each other.
    private enum Pair {
        BOTH_780(Dialect.RFC780, Dialect.RFC780),
        AUTO_TO_780(Dialect.AUTO, Dialect.RFC780),
        BOTH_772(Dialect.RFC772, Dialect.RFC772),
        AUTO_TO_772(Dialect.AUTO, Dialect.RFC772),
        FROM_780_TO_AUTO(Dialect.RFC780, Dialect.AUTO),
        FROM_772_TO_AUTO(Dialect.RFC772, Dialect.AUTO),
        BOTH_AUTO(Dialect.AUTO, Dialect.AUTO);

        private final Dialect sender;
        private final Dialect receiver;

        Pair(Dialect sender, Dialect receiver) {
            this.sender = sender;
            this.receiver = receiver;
        }
    }

    /// @param schemes what the receiver offers, the preferred first; `none`: it knows no MRSQ
    /// @param table how many recipients first it can store
    private record Offered(String schemes, int table) {
        @Override
        public String toString() {
            return schemes + " " + table;
        }
    }

    /// @param forwarding whether the sender takes 151
    /// @param operator whether it takes 152
    private record Setup(Offered offered, Pair pair, boolean forwarding, boolean operator) {
        /// Makes the receiver a lesser one.
        String reply(String reply) {
            boolean known = !offered.schemes.equals("none");
            return known || !reply.startsWith("200 OK, no scheme") ? reply : "502 Not here\r\n";
        }

        ReceiverFixture receiver() throws IOException {
            var intake = new RecordingIntake();
            intake.set("host", "Y");
            intake.set("elsewhere", "moved@Y moved@X");
            intake.set("refuse", "NO_SUCH_USER nobody@Y");
            intake.set("refuse", "BUSY busy@Y");
            return ReceiverFixture.of(RECEIVERS.computeIfAbsent(this, Setup::settings), intake, 10);
        }

        private MtpSettings settings() {
            String toml =
                    """
                    dialect = "%s"
                    schemes = "%s"
                    recipients = %d
                    operator = "operator@Y"
                    """
                            .formatted(
                                    pair.receiver,
                                    offered.schemes.equals("none") ? "RT" : offered.schemes,
                                    offered.table);
            return MtpSettings.from(Conf.parse("receiver", toml).root());
        }

        /// With a route back, which a host of RFC 772 is known by at once, or without one.
        ReversePath from() {
            String path = forwarding == operator ? "@A,waldo@B" : "waldo@A";
            return new ReversePath.Sender(TestDelivery.path(path));
        }

        MtpSenderSettings sender() {
            return SENDERS.computeIfAbsent(this, Setup::senderSettings);
        }

        private MtpSenderSettings senderSettings() {
            String toml =
                    """
                    accept-forwarding = %s
                    accept-operator = %s
                    unasked = "%s"
                    """
                            .formatted(
                                    forwarding,
                                    operator,
                                    pair.receiver == Dialect.RFC772 ? "10s" : "1ms");
            return MtpSenderSettings.from(Conf.parse("sender", toml).root());
        }
    }

    // to read them anew for each of thousands of dialogues would take most of the time
    private static final Map<Setup, MtpSettings> RECEIVERS = new ConcurrentHashMap<>();
    private static final Map<Setup, MtpSenderSettings> SENDERS = new ConcurrentHashMap<>();

    private static final List<Offered> OFFERED =
            List.of(
                    new Offered("R", 1),
                    new Offered("R", 2),
                    new Offered("R", 1000),
                    new Offered("T", 1000),
                    new Offered("RT", 2),
                    new Offered("TR", 2),
                    new Offered("none", 1000));

    private static Stream<Setup> setups() {
        return OFFERED.stream()
                .flatMap(
                        offered ->
                                Stream.of(Pair.values()).flatMap(pair -> policies(offered, pair)));
    }

    private static Stream<Setup> policies(Offered offered, Pair pair) {
        return Stream.of(
                new Setup(offered, pair, true, true),
                new Setup(offered, pair, true, false),
                new Setup(offered, pair, false, true),
                new Setup(offered, pair, false, false));
    }

    @Test
    void everyCombinationOnASoundLine() throws IOException {
        for (Setup setup : setups().toList())
            assertThat(play(setup, Fault.NONE, 15)).as(setup + ": 15 exchanges").isTrue();
    }

    /// In each scheme, with a table that becomes full, towards each edition; the policies in turn.
    @TestFactory
    Stream<DynamicTest> everyFaultAtEveryStep() {
        return OFFERED.stream()
                .filter(
                        offered ->
                                List.of("R 2", "T 1000", "none 1000").contains(offered.toString()))
                .flatMap(
                        offered ->
                                Stream.of(Pair.AUTO_TO_780, Pair.AUTO_TO_772)
                                        .map(pair -> inTurn(offered, pair)))
                .map(BothHalvesTest::faults);
    }

    private static Setup inTurn(Offered offered, Pair pair) {
        int policy = (OFFERED.indexOf(offered) + List.of(Pair.values()).indexOf(pair)) % 4;
        return policies(offered, pair).toList().get(policy);
    }

    /// The whole of it takes minutes, some two seconds for each; a shorter soak has an even choice.
    @Tag("soak")
    @TestFactory
    Stream<DynamicTest> everyFaultAtEveryStepOfEveryCombination() {
        List<Setup> all = setups().toList();
        Duration soak = Duration.parse(System.getProperty("posthouse.soak", "PT1H"));
        int some = Math.clamp(soak.dividedBy(Duration.ofSeconds(2)), 1, all.size());
        return IntStream.range(0, some)
                .mapToObj(i -> all.get(i * all.size() / some))
                .map(BothHalvesTest::faults);
    }

    private static DynamicTest faults(Setup setup) {
        return DynamicTest.dynamicTest(
                setup.toString(),
                () -> {
                    for (Fault fault : Fault.values()) {
                        int step = 0;
                        while (play(setup, fault, step)) step++;
                        assertThat(step).as("exchanges with " + fault).isGreaterThan(10);
                    }
                });
    }

    /// @return whether the dialogue came to the step
    private static boolean play(Setup setup, Fault fault, int step) throws IOException {
        String what = setup + " " + fault + " at exchange " + step;
        boolean happened;
        var mails = List.of(new Mail("one", EVERYBODY), new Mail("two", SOME));
        try (var receiver = setup.receiver()) {
            try (var line = line(receiver, setup, fault, step)) {
                attempt(line.port(), setup, mails);
                happened = line.happened();
                mails.forEach(mail -> mail.check(what, setup, fault, receiver.spooled()));
            }
            try (var line = line(receiver, setup, Fault.NONE, Integer.MAX_VALUE)) {
                attempt(line.port(), setup, mails);
            }
            mails.forEach(mail -> mail.check(what, setup, fault, receiver.spooled()));
            mails.forEach(mail -> assertThat(mail.left()).as(what).isSubsetOf("busy@Y"));
            assertThat(receiver.spooled())
                    .as(what)
                    .allMatch(letter -> letter.matches(".* : (one|two)"));
        }
        return happened;
    }

    private static FaultyLine line(ReceiverFixture receiver, Setup setup, Fault fault, int step)
            throws IOException {
        return new FaultyLine(receiver.address(), fault, step, setup::reply, setup.pair.receiver);
    }

    private static void attempt(int port, Setup setup, List<Mail> mails) {
        var sender = new MtpSender(setup.sender(), Acquaintances.NONE, Transcript.NONE);
        String dialect = "?dialect=" + setup.pair.sender;
        try (Outbound.Conversation conversation =
                sender.converse(SenderTranscriptsTest.hop(port, dialect), "A")) {
            for (Mail mail : mails) {
                if (!conversation.usable()) return;
                mail.attempt(conversation, setup.from());
            }
        } catch (IOException _) {
            // deferred
        }
    }

    /// One message, and how it fares with each of its recipients.
    private static final class Mail {
        private final String text;
        private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
        private final Set<String> left = new LinkedHashSet<>();

        Mail(String text, List<String> to) {
            this.text = text;
            left.addAll(to);
        }

        Set<String> left() {
            return left;
        }

        void attempt(Outbound.Conversation conversation, ReversePath from) throws IOException {
            List<MailPath> to = left.stream().map(TestDelivery::path).toList();
            var delivery = new TestDelivery(from, to, text);
            try {
                conversation.deliver(delivery);
                assertThat(delivery.to())
                        .allMatch(recipient -> delivery.outcome(recipient).isPresent());
            } finally {
                for (Recipient recipient : delivery.to())
                    delivery.outcome(recipient)
                            .ifPresent(outcome -> settle(recipient.path().toString(), outcome));
            }
        }

        private void settle(String recipient, Outcome outcome) {
            if (outcome instanceof Outcome.Deferred) return;
            left.remove(recipient);
            outcomes.put(recipient, outcome);
        }

        void check(String what, Setup setup, Fault fault, List<String> spooled) {
            for (String recipient : EVERYBODY) {
                Outcome outcome = outcomes.get(recipient);
                long copies = copies(recipient, spooled);
                String which = what + ": " + copies + " for " + recipient + ", " + outcome;
                if (outcome instanceof Outcome.Delivered)
                    assertThat(copies).as(which).isBetween(1L, unheard(setup, fault) ? 2L : 1L);
                else if (!isTooLate(setup, outcome))
                    assertThat(copies).as(which).isLessThan(unheard(setup, fault) ? 2L : 1L);
            }
        }

        /// Whether an acknowledgement may not have got through; by RFC 772 it may come without a
        /// command before it.
        private static boolean unheard(Setup setup, Fault fault) {
            return fault == Fault.CUT_AFTER
                    || fault == Fault.GARBLED
                    || fault == Fault.CUT_BEFORE && setup.pair.receiver == Dialect.RFC772;
        }

        /// Whether the mail may have been forwarded although that was declined: by RFC 772, text
        /// first, hanging up may be too late.
        private static boolean isTooLate(Setup setup, @Nullable Outcome outcome) {
            return setup.pair.receiver == Dialect.RFC772
                    && setup.offered.schemes.contains("T")
                    && outcome instanceof Outcome.Failed(var why)
                    && why.reply().startsWith("15");
        }

        private long copies(String recipient, List<String> spooled) {
            String box = recipient.equals("nobody@Y") ? "operator@Y" : recipient;
            return spooled.stream()
                    .filter(letter -> letter.endsWith(" : " + text))
                    .filter(letter -> List.of(letter.split(" ")).contains(box))
                    .count();
        }
    }
}
