package org.posthouse.whole;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mail from one MTP host to another by way of us: through today's SMTP between, and as a relay
/// between two environments. Both ends are someone else's reading of RFC 780.
@Tag("interop")
final class MtpWholeWayInteropTest {
    private static final String HEADER =
            """
            From: waldo@a.test
            To: Foo@peer.test
            Subject: the whole way
            Date: Sat, 21 Nov 2026 20:00:00 +0000
            Message-ID: <whole@a.test>

            """
                    .replace("\n", "\r\n");

    @TempDir private Path directory;

    /// Octet for octet, where the route leaves mail as it is.
    @Test
    void throughPostfixAndBackToMtp() throws Exception {
        throughPostfix(
                "shape = { style = \"none\" }\n",
                (text, arrived) -> assertThat(arrived).endsWith(text));
    }

    /// Where it shapes mail, as it does by default, the text is laid out as its writer did, and the
    /// header says the same in the same words.
    @Test
    void throughPostfixAndBackToMtpInAShape() throws Exception {
        throughPostfix(
                "",
                (text, arrived) -> {
                    assertThat(body(arrived)).isEqualTo(body(text));
                    assertThat(arrived).contains(header(text));
                });
    }

    private interface Comparison {
        void compare(String text, String arrived);
    }

    private void throughPostfix(String shape, Comparison comparison) throws Exception {
        try (MtpPeer peer = MtpPeer.receiver(directory.resolve("peer"), "peer.test");
                Destination last =
                        Destination.start(
                                directory.resolve("last"),
                                "last.test",
                                route("peer.test", peer) + shape);
                Postfix postfix =
                        Postfix.relayingTo(last.port("SMTP"), directory.resolve("postfix"));
                Destination first =
                        Destination.start(
                                directory.resolve("first"),
                                "first.test",
                                route("peer.test", "smtp://127.0.0.1:" + postfix.port()))) {
            int sent = 0;
            for (String text : texts()) {
                send(first, text, "waldo@a.test", "Foo@peer.test", "b\\,c@peer.test");
                sent++;
                peer.awaitRecipients(2 * sent);
                comparison.compare(text, arrived(peer, sent));
            }
            // the user names' case and quoting, and the sender, are as they were
            assertThat(peer.recipients()).containsOnly("Foo@peer.test", "b\\,c@peer.test");
            assertThat(peer.journal().stream().filter(line -> line.startsWith("TEXT")))
                    .allMatch(line -> line.endsWith("waldo@a.test"));
            assertThat(peer.violations()).isEmpty();
        }
    }

    private static String body(String text) {
        return text.substring(text.indexOf("\r\n\r\n"));
    }

    private static String header(String text) {
        return text.substring(0, text.indexOf("\r\n\r\n"));
    }

    @Test
    void aRelayRewritesThePathsAndSendsNoticesBack() throws Exception {
        try (MtpPeer near = MtpPeer.receiver(directory.resolve("B"), "B");
                MtpPeer far =
                        MtpPeer.receiver(directory.resolve("X"), "X", "--fail", "mrcp:fubar=550");
                Destination us =
                        Destination.start(
                                directory.resolve("us"),
                                "first.test",
                                route("B", near) + route("X", far) + "known-as = \"FIRST\"\n")) {
            String text = HEADER + "on its way\r\n";
            send(us, text, "@B,waldo@A", "@first.test,Foo@X", "@first.test,@X,C@D");
            far.awaitRecipients(2);
            assertThat(far.recipients()).containsExactly("@X,C@D", "Foo@X");
            assertThat(far.journal())
                    .as("our name in front, as X knows us")
                    .contains("TEXT 1 @FIRST,@B,waldo@A");
            assertThat(arrived(far, 1)).endsWith(text);

            send(us, text, "@B,waldo@A", "@first.test,fubar@X", "@first.test,Foo@X");
            near.awaitRecipients(1);
            assertThat(near.recipients()).containsExactly("@B,waldo@A");
            assertThat(near.journal()).contains("TEXT 1 MTP@first.test");
            assertThat(arrived(near, 1))
                    .contains("From: MTP at first.test\r\n")
                    .contains("fubar at X");
            assertThat(near.violations()).isEmpty();
            assertThat(far.violations()).isEmpty();
        }
    }

    // ------------------------------------------------------------------------------------------

    private static List<String> texts() {
        String controls =
                IntStream.rangeClosed(1, 127)
                        .filter(octet -> octet != '\r' && octet != '\n')
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
        return Stream.of(
                        "one\r\ntwo\r\n",
                        ".\r\n..\r\n.x\r\n...\r\n.\r\n",
                        "\r\n\r\nend\r\n\r\n",
                        "",
                        "x".repeat(998) + "\r\n",
                        controls + "\r\n",
                        "QUIT\r\nFrom here\r\n>From there\r\nMRSQ R\r\n")
                .map(body -> HEADER + body)
                .toList();
    }

    private void send(Destination us, String text, String from, String... to) throws Exception {
        Path file = Files.writeString(directory.resolve("text"), text);
        var options = new ArrayList<>(List.of("--text", file.toString(), "--from", from));
        for (String recipient : to) options.addAll(List.of("--to", recipient));
        Program.Ended sent =
                MtpPeer.send(us.port("MTP"), "first.test", options.toArray(String[]::new));
        assertThat(sent.said()).doesNotContain("VIOLATION");
        assertThat(sent.status()).as(sent.said()).isZero();
    }

    private static String arrived(MtpPeer peer, int number) throws IOException {
        return new String(peer.text(number), StandardCharsets.ISO_8859_1);
    }

    private static String route(String to, MtpPeer peer) {
        return route(to, "mtp://127.0.0.1:" + peer.port());
    }

    private static String route(String to, String send) {
        return """
        [[route]]
        to = "%s"
        send = "%s"
        retry = ["1s"]
        """
                .formatted(to, send);
    }
}
