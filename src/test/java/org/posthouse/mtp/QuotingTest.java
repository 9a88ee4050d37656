package org.posthouse.mtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.TestDelivery;
import org.posthouse.wire.Dialogue;
import org.posthouse.wire.Transcript;

/// A user's name with specials in it is the same at the second host as a sender wrote it for the
/// first: the backslashes of RFC 780 section 5.1.2 come off at each receiver, and on again at each
/// sender. RFC 772 ("Command syntax") has none, and names a mailbox alone as the sender.
final class QuotingTest {
    private static final List<String> NAMES =
            List.of(
                    "Joe\\,Smith",
                    "a\\<b\\>c\\(d\\)",
                    "\\\\",
                    "\\;\\:\\\"",
                    "two words",
                    "a\\\u0001b\\\u007fc",
                    "not\\@here",
                    "CaSe");

    @ParameterizedTest
    @CsvSource({"rfc780, ''", "auto, ''", "rfc772, ?dialect=rfc772"})
    void namesComeThroughTwoHosts(String dialect, String hop) throws IOException {
        try (var first = receiver("rfc780");
                var second = receiver(dialect);
                var raw = new Socket(first.address().getAddress(), first.address().getPort())) {
            raw.setSoTimeout(60_000);
            var in =
                    new BufferedReader(
                            new InputStreamReader(raw.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(in.readLine()).startsWith("220");
            for (String name : NAMES) {
                say(raw, "MAIL FROM:<@B," + name + "@A> TO:<" + name + "@[123.255.037.021]>");
                assertThat(in.readLine()).startsWith("354");
                say(raw, "text\r\n.");
                assertThat(in.readLine()).startsWith("250");
                RecordingIntake.Letter came = first.intake().letters().getLast();
                relay(second, hop, came);
                RecordingIntake.Letter went = second.intake().letters().getLast();
                assertThat(went.to()).isEqualTo(came.to());
                assertThat(bare(went.from())).isEqualTo(bare(came.from()));
            }
            assertThat(second.intake().letters()).hasSize(NAMES.size());
        }
    }

    private static ReceiverFixture receiver(String dialect) throws IOException {
        return ReceiverFixture.of(
                Dialogue.of("quoting", "@host Y\n@dialect \"" + dialect + "\"\n"));
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static void relay(ReceiverFixture to, String hop, RecordingIntake.Letter letter)
            throws IOException {
        var delivery = new TestDelivery(letter.from(), letter.to(), letter.octets());
        try (var conversation =
                new MtpSender(MtpSenderSettings.defaults(), Acquaintances.NONE, Transcript.NONE)
                        .converse(SenderTranscriptsTest.hop(to.address().getPort(), hop), "Y")) {
            conversation.deliver(delivery);
        }
        assertThat(delivery.to())
                .allMatch(one -> delivery.outcome(one).orElseThrow() instanceof Outcome.Delivered);
    }

    private static ReversePath bare(ReversePath path) {
        return switch (path) {
            case ReversePath.Null none -> none;
            case ReversePath.Sender(var known) ->
                    new ReversePath.Sender(MailPath.to(known.mailbox()));
        };
    }
}
