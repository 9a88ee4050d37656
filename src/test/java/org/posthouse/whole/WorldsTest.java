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
            post(
                    relay.port("SMTP"),
                    "juergen@example.org",
                    "klh@old.example",
                    Files.readString(LETTERS.resolve("alternative.eml")));
            String letter = new String(old.awaitLetter("klh"), StandardCharsets.US_ASCII);
            assertThat(letter)
                    .contains("Subject: Treffen am Montag - konnen wir?\r\n")
                    .contains("\r\nopposite the \"Alte Pinakothek\"? The coffee costs 3,50 EUR")
                    .doesNotContain("=?", "Content-", "DKIM", "<html>");
        }
    }

    /// A reply written on the old host reaches the right person, by the name each world has for the
    /// other's hosts, and by an alias where a name is too long for the old one.
    @Test
    void aReplyFindsItsWayBack() throws Exception {
        String longName = "a.person.with.a.name.too.long.for.hosts.of.1981";
        try (var old = Destination.start(directory.resolve("old"), "OLD-HOST");
                var modern = Destination.start(directory.resolve("modern"), "modern.example");
                var relay =
                        Destination.start(
                                directory.resolve("relay"), "RELAY", between(old, modern))) {
            post(
                    relay.port("SMTP"),
                    "short@modern.example",
                    "klh@old.example",
                    "From: %s@modern.example\nTo: klh@old.example\nSubject: first\n\nHello.\n"
                            .formatted(longName));
            String first = new String(old.awaitLetter("klh"), StandardCharsets.US_ASCII);
            assertThat(first).contains("\r\nTo: klh@OLD-HOST\r\n");
            Matcher alias =
                    Pattern.compile("From: \"" + longName + "@modern.example\"\\s+<(\\S+)@RELAY>")
                            .matcher(first);
            assertThat(alias.find()).as(first).isTrue();
            postByMtp(
                    relay.port("MTP"),
                    "klh@OLD-HOST",
                    alias.group(1) + "@RELAY",
                    "From: klh at OLD-HOST\nTo: %s at RELAY\nSubject: second\n\nThanks.\n"
                            .formatted(alias.group(1)));
            assertThat(new String(modern.awaitLetter(longName), StandardCharsets.US_ASCII))
                    .contains("\r\nFrom: klh@old.example\r\n", "\r\nMessage-ID: <", "\r\nDate: ")
                    .endsWith("\r\n\r\nThanks.\r\n");
        }
    }

    private static String between(Destination old, Destination modern) {
        return """
        [[route]]
        to = "OLD-HOST"
        send = "mtp://127.0.0.1:%d"
        shape = { addresses = "at", hosts = { OLD-HOST = "old.example" } }
        [[route]]
        to = "modern.example"
        send = "smtp://127.0.0.1:%d"
        """
                .formatted(old.port("MTP"), modern.port("SMTP"));
    }

    @Test
    void anOriginalCanBeFetched() throws Exception {
        try (var old = Destination.start(directory.resolve("old"), "old.example");
                var relay =
                        Destination.start(
                                directory.resolve("relay"),
                                "relay.example",
                                route(old, "mtp") + "shape = { keep-original = \"1d\" }\n")) {
            String letter = Files.readString(LETTERS.resolve("alternative.eml"));
            post(relay.port("SMTP"), "juergen@example.org", "klh@old.example", letter);
            String text = new String(old.awaitLetter("klh"), StandardCharsets.US_ASCII);
            Matcher named =
                    Pattern.compile("\\[ Original: (\\w{13}) at relay.example ]\r\n$")
                            .matcher(text);
            assertThat(named.find()).as(text).isTrue();
            Path kept = directory.resolve("relay/data/originals").resolve(named.group(1));
            assertThat(Files.readString(kept)).endsWith(letter.replace("\n", "\r\n"));
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
    private static void post(int port, String from, String to, String letter) throws IOException {
        converse(
                port,
                List.of("HELO x", "MAIL FROM:<" + from + ">", "RCPT TO:<" + to + ">"),
                "DATA",
                letter);
    }

    /// MAIL with FROM and TO (RFC 780 section 3).
    private static void postByMtp(int port, String from, String to, String letter)
            throws IOException {
        converse(port, List.of(), "MAIL FROM:<" + from + "> TO:<" + to + ">", letter);
    }

    private static void converse(int port, List<String> commands, String last, String letter)
            throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            expect(in, "220");
            for (String command : commands) {
                out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
                expect(in, "250");
            }
            out.write((last + "\r\n").getBytes(StandardCharsets.US_ASCII));
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
