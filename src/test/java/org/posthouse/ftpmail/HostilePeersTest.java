package org.posthouse.ftpmail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.posthouse.wire.Dialogue;

/// Peers that do not play by the rules: each gets a reply or a clean end, and leaves nothing behind
/// (the fixture looks for conversations and texts that are left).
@Timeout(180)
final class HostilePeersTest {
    @Test
    void noiseIsAnsweredAndForgotten() throws IOException {
        var random = new Random(21);
        try (var receiver = receiver("@host Y")) {
            for (int i = 0; i < 300; i++) {
                byte[] noise = new byte[random.nextInt(5000)];
                random.nextBytes(noise);
                for (int at = 0; at < noise.length; at += 1 + random.nextInt(20))
                    noise[at] = (byte) (240 + random.nextInt(16)); // TELNET's, mostly
                try (var caller = Caller.of(receiver)) {
                    caller.say(i % 2 == 0 ? "MRSQ T\r\nMAIL\r\n" : "");
                    caller.socket().getOutputStream().write(noise);
                    caller.socket().shutdownOutput();
                    assertThat(withoutTelnet(caller.hearAll()))
                            .allMatch(line -> line.matches("[2-5]\\d\\d [ -~]*"));
                } catch (SocketException _) {
                    // it had enough before we had
                }
            }
        }
    }

    /// Options declined, and "are you there".
    private static List<String> withoutTelnet(List<String> heard) {
        String replies =
                String.join("\r\n", heard)
                        .replaceAll("(?s)\u00ff[\u00fb-\u00fe].", "")
                        .replace("[Yes]", "");
        return replies.lines().filter(line -> !line.isEmpty()).toList();
    }

    @Test
    void aPeerThatVanishesLeavesNothing() throws IOException {
        List<String> ways =
                List.of(
                        "MAIL a\r\nhalf a text",
                        "XRSQ T\r\nMAIL\r\nwhole\r\n.\r\n",
                        "XRSQ R\r\nXRCP a\r\nMAIL\r\nhalf",
                        "PASV\r\n",
                        "PASV\r\nMLFL a\r\n");
        try (var receiver = receiver("@host Y\n@data-timeout \"1s\"")) {
            for (int i = 0; i < 50; i++)
                try (var caller = Caller.of(receiver)) {
                    caller.say(ways.get(i % ways.size()));
                    caller.socket().setSoLinger(i % 2 == 0, 0);
                }
            ReceiverFixture.await(() -> receiver.listener().conversations() == 0, "the end");
            assertThat(receiver.spooled()).isEmpty();
        }
    }

    @Test
    void aLineWithoutEndTakesNoMemory() throws IOException {
        try (var receiver = receiver("@host Y");
                var caller = Caller.of(receiver)) {
            String piece = "x".repeat(100_000);
            for (int i = 0; i < 100; i++) caller.say(piece);
            assertThat(caller.ask("")).startsWith("500");
            assertThat(caller.ask("NOOP")).startsWith("200");
        }
    }

    /// What a browser is made to say by a page that somebody else wrote.
    @Test
    void aWebPageSendsNoMail() throws IOException {
        try (var receiver = receiver("@host Y");
                var caller = Caller.of(receiver)) {
            caller.say("POST / HTTP/1.1\r\nHost: y\r\n\r\nMAIL a\r\nSpam\r\n.\r\n");
            assertThat(caller.hearAll()).singleElement().asString().startsWith("421");
            assertThat(receiver.spooled()).isEmpty();
        }
    }

    @Test
    void commandsInALumpAreAnsweredInTurn() throws IOException {
        try (var receiver = receiver("@host Y");
                var caller = Caller.of(receiver)) {
            caller.say("MAIL a\r\none\r\n.\r\nXRSQ R\r\nXRCP b\r\nMAIL\r\ntwo\r\n.\r\nQUIT\r\n");
            assertThat(caller.hearAll().stream().map(line -> line.substring(0, 3)))
                    .containsExactly("354", "250", "200", "200", "354", "250", "221");
            assertThat(receiver.spooled()).containsExactly("<> -> a@Y : one", "<> -> b@Y : two");
        }
    }

    @Test
    void nobodyGoesOnForEver() throws IOException {
        for (String idle : List.of("NOOP", "XRSQ R", "PASV", "STOR x", "MAIL nobody"))
            try (var receiver = receiver("@host Y\n@refuse NO_SUCH_USER nobody@Y\n@recipients 10");
                    var caller = Caller.of(receiver)) {
                String reply = "";
                for (int i = 0; i < 200 && !reply.startsWith("421"); i++) reply = caller.ask(idle);
                assertThat(reply).as(idle).startsWith("421");
                assertThat(caller.hear()).isEmpty();
            }
    }

    private static ReceiverFixture receiver(String script) throws IOException {
        return ReceiverFixture.of(Dialogue.of("hostile peers", script));
    }
}
