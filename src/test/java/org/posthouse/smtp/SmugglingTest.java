package org.posthouse.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.conf.Conf;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.wire.Listener;

/// Only CRLF `.` CRLF ends a text (RFC 5321 section 4.1.1.4). Every sequence of up to five of CR,
/// LF, period and a letter stands at the start, in the middle and at the end of a text whose sender
/// hopes for another ending; what follows would be commands.
final class SmugglingTest {
    private static final String ALPHABET = "\r\n.a";
    private static final String END = "\r\n.\r\n";
    private static final int LONGEST = 5;
    private static final String NEXT =
            "MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n";

    @Test
    void nothingElseEndsATextThatIsAccepted() throws IOException {
        var intake = new RecordingIntake();
        List<String> texts = texts();
        List<String> replies = replies("stray-line-ends = \"accept\"", intake, texts);
        assertThat(replies).allMatch(reply -> reply.startsWith("250 2.0.0 Ok: queued as"));
        assertThat(intake.letters())
                .map(letter -> withoutTrace(letter.octets()))
                .isEqualTo(texts.stream().map(SmugglingTest::meant).toList());
    }

    @Test
    void strayLineEndsAreRefusedByDefault() throws IOException {
        var intake = new RecordingIntake();
        List<String> texts = texts();
        List<String> replies = replies("", intake, texts);
        for (int i = 0; i < texts.size(); i++) {
            boolean stray = texts.get(i).matches("(?s).*(\r(?!\n)|(?<!\r)\n).*");
            assertThat(replies.get(i)).startsWith(stray ? "550 5.6.11" : "250 2.0.0 Ok: queued");
        }
    }

    /// What goes on the wire between 354 and the reply, all but the one ending.
    private static List<String> texts() {
        var texts = new ArrayList<String>();
        for (int length = 0; length <= LONGEST; length++) {
            for (int n = 0; n < Math.pow(ALPHABET.length(), length); n++) {
                String some = sequence(n, length);
                for (String text : List.of(some, "a" + some + "a", "\r\n" + some)) {
                    if (endsOnce(text)) texts.add(text);
                }
            }
        }
        return texts;
    }

    private static String sequence(int number, int length) {
        var sequence = new StringBuilder();
        for (int left = number; sequence.length() < length; left /= ALPHABET.length()) {
            sequence.append(ALPHABET.charAt(left % ALPHABET.length()));
        }
        return sequence.toString();
    }

    /// Whether the sequence itself holds no ending; the text begins after a CRLF.
    private static boolean endsOnce(String text) {
        String all = "\r\n" + text + END;
        return all.indexOf(END) == all.length() - END.length();
    }

    /// Its lines without the period that each that begins with one was given.
    private static String meant(String text) {
        return (text + "\r\n").replaceAll("(?<=\\A|\r\n)\\.", "");
    }

    private static String withoutTrace(String octets) {
        return octets.replaceFirst("^Received:.*\r\n(\t.*\r\n)*", "");
    }

    /// All in one conversation: a command that was smuggled in would be answered too, and none of
    /// the later replies stand where it should.
    private static List<String> replies(String listen, RecordingIntake intake, List<String> texts)
            throws IOException {
        var settings = SmtpSettings.from(Conf.parse("test", listen).root());
        var replies = new ArrayList<String>();
        try (Listener listener =
                        Listener.open(
                                SmtpReceiverTest.ANY_PORT,
                                "smtp",
                                new SmtpReceiver(settings, intake),
                                SmtpReceiverTest.ROOM);
                Caller caller = Caller.met(listener.address())) {
            for (String text : texts) {
                assertThat(caller.say(NEXT).hear()).startsWith("250 2.1.0");
                assertThat(caller.hear()).startsWith("250 2.1.5");
                assertThat(caller.hear()).startsWith("354");
                replies.add(caller.say(text + END).hear());
            }
            assertThat(caller.ask("QUIT")).startsWith("221");
        }
        return replies;
    }
}
