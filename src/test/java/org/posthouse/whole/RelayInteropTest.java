package org.posthouse.whole;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mail through us, another mail transfer agent, and us again: both relay to the other, and every
/// octet of the body arrives.
@Tag("interop")
final class RelayInteropTest {
    @TempDir private Path directory;

    @Test
    void postfixAndWeRelayToEachOther() throws Exception {
        try (Destination last = Destination.start(directory.resolve("last"), "final.test");
                Postfix postfix =
                        Postfix.relayingTo(last.port("SMTP"), directory.resolve("postfix"))) {
            everyTextPasses(postfix.port(), last);
        }
    }

    @Test
    void eximAndWeRelayToEachOther() throws Exception {
        try (Destination last = Destination.start(directory.resolve("last"), "final.test");
                Exim exim = Exim.relayingTo(last.port("SMTP"), directory.resolve("exim"))) {
            everyTextPasses(exim.port(), last);
        }
    }

    private void everyTextPasses(int between, Destination last) throws Exception {
        try (Destination first =
                Destination.start(
                        directory.resolve("first"),
                        "first.test",
                        """
                        [[route]]
                        to = "final.test"
                        send = "smtp://127.0.0.1:%d"
                        """
                                .formatted(between))) {
            for (var text : Texts.all().entrySet()) {
                send(first.port("SMTP"), text.getValue(), text.getKey() + "@final.test");
                assertThat(Texts.body(last.awaitLetter(text.getKey())))
                        .as(text.getKey())
                        .isEqualTo(Texts.body(text.getValue()));
            }
        }
    }

    private static void send(int port, byte[] text, String to) throws Exception {
        Path file = Files.createTempFile("letter", ".eml");
        Files.write(file, text);
        Program.succeed(
                new byte[0],
                "curl",
                "--silent",
                "--show-error",
                "smtp://127.0.0.1:" + port + "/sender.test",
                "--mail-from",
                "a@sender.test",
                "--mail-rcpt",
                to,
                "--upload-file",
                file.toString());
        Files.delete(file);
    }
}
