package org.posthouse.mtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.posthouse.conf.Conf;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.ReversePath;
import org.posthouse.mtp.FaultyLine.Fault;
import org.posthouse.wire.Dialogue;
import org.posthouse.wire.Transcript;

/// Our sender and our receiver play each other in every scheme, with every fault at every step of
/// the dialogue. Then whoever was not served is tried again on a sound line, as a dispatcher would:
/// nothing is lost, nothing that was acknowledged is delivered twice, and nobody gets what was for
/// others.
final class BothHalvesTest {
    private static final List<String> EVERYBODY =
            List.of("a@Y", "nobody@Y", "b@Y", "moved@Y", "busy@Y", "c@Y");
    private static final MtpSenderSettings SETTINGS =
            MtpSenderSettings.from(Conf.parse("test", "unasked = \"1ms\"").root());
    private static final List<String> SOME = List.of("a@Y", "d@Y");

    /// @param schemes what the receiver offers, the preferred first; `none`: it knows no MRSQ
    /// @param table how many recipients first it can store
    /// @param offer what it says to mail for `moved`, and whether the sender takes that
    private record Setup(String schemes, int table, String offer) {
        boolean forwards() {
            return offer.equals("151 taken");
        }

        /// Makes the receiver a lesser one, or one with an operator (152).
        String reply(String reply) {
            if (schemes.equals("none") && reply.startsWith("200 OK, no scheme"))
                return "502 Not here\r\n";
            if (offer.startsWith("152") && reply.startsWith("151"))
                return "152 User unknown; mail will be forwarded by the operator\r\n";
            return reply;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "R, 1, 151 taken",
        "R, 2, 152 declined",
        "R, 1000, 151 taken",
        "R, 1000, 152 declined",
        "T, 1000, 151 taken",
        "T, 1000, 152 declined",
        "RT, 2, 151 taken",
        "TR, 2, 152 declined",
        "none, 1000, 151 taken",
        "none, 1000, 152 declined",
    })
    void nothingIsLostNorDoubled(String schemes, int table, String offer) throws IOException {
        var setup = new Setup(schemes, table, offer);
        int steps = 0;
        for (Fault fault : Fault.values()) {
            int step = 0;
            while (play(setup, fault, step)) step++;
            if (fault == Fault.NONE) steps = step;
            assertThat(step).as("exchanges with " + fault).isGreaterThan(10);
        }
        assertThat(steps).as("exchanges without a fault").isGreaterThan(15);
    }

    /// @return whether the dialogue came to the step
    private static boolean play(Setup setup, Fault fault, int step) throws IOException {
        String what = setup + " " + fault + " at exchange " + step;
        var script =
                """
                @host Y
                @schemes "%s"
                @recipients %d
                @elsewhere moved@Y moved@X
                @refuse NO_SUCH_USER nobody@Y
                @refuse BUSY busy@Y
                """
                        .formatted(
                                setup.schemes.equals("none") ? "RT" : setup.schemes, setup.table);
        boolean happened;
        var mails = List.of(new Mail("one", EVERYBODY), new Mail("two", SOME));
        try (var receiver = ReceiverFixture.of(Dialogue.of(what, script))) {
            try (var line = new FaultyLine(receiver.address(), fault, step, setup::reply)) {
                attempt(line.port(), mails);
                happened = line.happened();
                mails.forEach(mail -> mail.check(what, setup, fault, receiver.spooled()));
            }
            try (var line =
                    new FaultyLine(
                            receiver.address(), Fault.NONE, Integer.MAX_VALUE, setup::reply)) {
                attempt(line.port(), mails);
            }
            mails.forEach(mail -> mail.check(what, setup, fault, receiver.spooled()));
            mails.forEach(mail -> assertThat(mail.left()).as(what).isSubsetOf("busy@Y"));
        }
        return happened;
    }

    private static void attempt(int port, List<Mail> mails) {
        var sender = new MtpSender(SETTINGS, Acquaintances.NONE, Transcript.NONE);
        try (Outbound.Conversation conversation =
                sender.converse(SenderTranscriptsTest.hop(port, ""), "A")) {
            for (Mail mail : mails) {
                if (!conversation.usable()) return;
                mail.attempt(conversation);
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

        void attempt(Outbound.Conversation conversation) throws IOException {
            List<MailPath> to = left.stream().map(TestDelivery::path).toList();
            var delivery =
                    new TestDelivery(
                            new ReversePath.Sender(TestDelivery.path("waldo@A")), to, text);
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
                long copies = copies(recipient, spooled);
                switch (recipient) {
                    case "nobody@Y", "busy@Y" -> assertThat(copies).as(what).isZero();
                    case "moved@Y" ->
                            assertThat(copies).as(what).isLessThan(setup.forwards() ? 3 : 1);
                    default -> {}
                }
            }
            outcomes.forEach(
                    (recipient, outcome) -> check(what, fault, recipient, outcome, spooled));
        }

        /// An acknowledged one is there once, unless an earlier acknowledgement did not get
        /// through.
        private void check(
                String what, Fault fault, String recipient, Outcome outcome, List<String> spooled) {
            boolean unheard = fault == Fault.CUT_AFTER || fault == Fault.GARBLED;
            assertThat(copies(recipient, spooled))
                    .as(what + ": copies for " + recipient + ", " + outcome)
                    .isBetween(
                            outcome instanceof Outcome.Delivered ? 1L : 0L,
                            outcome instanceof Outcome.Delivered ? (unheard ? 2L : 1L) : 0L);
        }

        private long copies(String recipient, List<String> spooled) {
            return spooled.stream()
                    .filter(letter -> letter.endsWith(" : " + text))
                    .filter(letter -> List.of(letter.split(" ")).contains(recipient))
                    .count();
        }
    }
}
