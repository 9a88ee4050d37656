package org.posthouse.whole;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Letters from one world to the other, over sockets, through processes as users run them.
final class WorldsTest {
    private static final Path LETTERS = Path.of("src/test/resources/shapes");

    @TempDir private Path directory;

    @Test
    void aLetterOfTodayIsReadableBehindMtp() throws Exception {
        try (var old = Destination.start(directory.resolve("old"), "old.example");
                var relay =
                        Destination.start(
                                directory.resolve("relay"), "relay.example", route(old, "mtp"))) {
            post(relay.port("SMTP"), Files.readString(LETTERS.resolve("alternative.eml")));
            String letter = new String(old.awaitLetter("klh"), StandardCharsets.US_ASCII);
            assertThat(letter)
                    .contains("Subject: Treffen am Montag - konnen wir?\r\n")
                    .contains("\r\nopposite the \"Alte Pinakothek\"? The coffee costs 3,50 EUR")
                    .doesNotContain("=?", "Content-", "DKIM", "<html>");
        }
    }

    private static String route(Destination to, String protocol) {
        return """
        [[route]]
        to = "old.example"
        send = "%s://127.0.0.1:%d"
        """
                .formatted(protocol, to.port(protocol.toUpperCase(Locale.ROOT)));
    }

    /// A dialogue of RFC 5321 with an 8-bit text.
    private static void post(int port, String letter) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            expect(in, "220");
            for (String command :
                    List.of(
                            "HELO x",
                            "MAIL FROM:<juergen@example.org>",
                            "RCPT TO:<klh@old.example>")) {
                out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
                expect(in, "250");
            }
            out.write("DATA\r\n".getBytes(StandardCharsets.US_ASCII));
            expect(in, "354");
            String text = letter.replaceAll("\r?\n", "\r\n").replaceAll("(?m)^\\.", "..");
            out.write((text + ".\r\n").getBytes(StandardCharsets.UTF_8));
            expect(in, "250");
        }
    }

    private static void expect(BufferedReader in, String code) throws IOException {
        assertThat(in.readLine()).startsWith(code);
    }
}
