package org.posthouse.mtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.Content;
import org.posthouse.mail.Delivery;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.TestDelivery;
import org.posthouse.mail.TextContent;
import org.posthouse.wire.Dialogue;
import org.posthouse.wire.Transcript;

/// No text ends before it ends (RFC 780 section 5.5.2): neither one as it comes in, with stray CR
/// and LF and lone periods, nor the same one as it goes on to the next host.
final class TransparencyTest {
    private static final String[] PIECES = {
        "\r\n", ".", "\r", "\n", "a", "\r\n.", "\n.\n", "\u008d"
    };

    @Test
    void textsArriveAsOneMessageAndGoOnAsOne() throws IOException {
        var random = new Random(552);
        try (var first = receiver();
                var second = receiver();
                var raw = new Socket(first.address().getAddress(), first.address().getPort());
                var relay = conversation(second)) {
            raw.setSoTimeout(60_000);
            raw.setTcpNoDelay(true);
            hear(raw, "220");
            for (int i = 1; i <= 2000; i++) {
                String text = any(random);
                say(raw, "MAIL FROM:<waldo@A> TO:<Foo@Y>\r\n");
                hear(raw, "354");
                say(raw, stuffed(text) + ".\r\n");
                hear(raw, "250");
                assertThat(first.intake().letters()).hasSize(i);
                String came = first.intake().letters().getLast().octets();
                assertThat(body(came)).isEqualTo(sevenBits(text));

                forward(relay, came);
                assertThat(second.intake().letters()).hasSize(i);
                String went = second.intake().letters().getLast().octets();
                assertThat(body(body(went))).isEqualTo(harmless(sevenBits(text)));
            }
            say(raw, "QUIT\r\n");
            hear(raw, "221");
        }
    }

    private static ReceiverFixture receiver() throws IOException {
        return ReceiverFixture.of(Dialogue.of("transparency", "@host Y"));
    }

    private static Outbound.Conversation conversation(ReceiverFixture receiver) throws IOException {
        return new MtpSender(MtpSenderSettings.defaults(), Acquaintances.NONE, Transcript.NONE)
                .converse(SenderTranscriptsTest.hop(receiver.address().getPort(), ""), "Y");
    }

    private static void forward(Outbound.Conversation relay, String octets) throws IOException {
        Content content = TextContent.of(octets);
        MailPath to = TestDelivery.path("Foo@Y");
        var delivery =
                new TestDelivery(
                        new ReversePath.Sender(TestDelivery.path("waldo@A")), List.of(to), content);
        relay.deliver(delivery);
        assertThat(((Delivery) delivery).to())
                .allMatch(one -> delivery.outcome(one).orElseThrow() instanceof Outcome.Delivered);
    }

    /// A text that ends with CRLF, as the line has no other.
    private static String any(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--)
            text.append(PIECES[random.nextInt(PIECES.length)]);
        return text.isEmpty() ? "" : text + "\r\n";
    }

    /// RFC 780 section 5.5.2, step 1, written anew.
    private static String stuffed(String text) {
        String stuffed = text.replace("\r\n.", "\r\n..");
        return stuffed.startsWith(".") ? "." + stuffed : stuffed;
    }

    private static String sevenBits(String text) {
        return text.replace('\u008d', '\r');
    }

    /// A stray LF ends a line, a stray CR is a space.
    private static String harmless(String text) {
        return text.replace("\r\n", "\n").replace('\r', ' ').replace("\n", "\r\n");
    }

    /// Without one trace field.
    private static String body(String octets) {
        return octets.replaceFirst("^Received:.*\r\n(?:\t.*\r\n)*", "");
    }

    private static void say(Socket socket, String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void hear(Socket socket, String code) throws IOException {
        var line = new StringBuilder();
        for (int octet = socket.getInputStream().read();
                octet >= 0 && octet != '\n';
                octet = socket.getInputStream().read()) line.append((char) octet);
        assertThat(line.toString()).startsWith(code).endsWith("\r");
    }
}
