package org.posthouse.whole;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs people send mail with, sending to us.
@Tag("interop")
final class ClientsInteropTest {
    private static final byte[] LETTER =
            "From: a@sender.test\nTo: b@final.test\nSubject: hello\n\nBody with ümlaut\n.dot\n\n.\nend\n"
                    .getBytes(StandardCharsets.UTF_8);

    @TempDir private Path directory;

    @Test
    void swaksSends() throws Exception {
        try (Destination us = Destination.start(directory, "final.test")) {
            Program.succeed(
                    new byte[0],
                    "swaks",
                    "--server",
                    "127.0.0.1:" + us.port("SMTP"),
                    "--from",
                    "a@sender.test",
                    "--to",
                    "swaks@final.test,second@final.test",
                    "--body",
                    "from swaks");
            assertThat(new String(us.awaitLetter("swaks"), StandardCharsets.UTF_8))
                    .contains("from swaks\r\n");
            assertThat(new String(us.awaitLetter("second"), StandardCharsets.UTF_8))
                    .contains("from swaks\r\n");
        }
    }

    @Test
    void msmtpSends() throws Exception {
        try (Destination us = Destination.start(directory, "final.test")) {
            Program.succeed(
                    LETTER,
                    "msmtp",
                    "--host=127.0.0.1",
                    "--port=" + us.port("SMTP"),
                    "--from=a@sender.test",
                    "--auth=off",
                    "--tls=off",
                    "msmtp@final.test");
            assertArrived(us.awaitLetter("msmtp"));
        }
    }

    @Test
    void curlSends() throws Exception {
        try (Destination us = Destination.start(directory, "final.test")) {
            Program.succeed(
                    LETTER,
                    "curl",
                    "--silent",
                    "--show-error",
                    "--crlf",
                    "smtp://127.0.0.1:" + us.port("SMTP"),
                    "--mail-from",
                    "a@sender.test",
                    "--mail-rcpt",
                    "curl@final.test",
                    "--upload-file",
                    "-");
            assertArrived(us.awaitLetter("curl"));
        }
    }

    @Test
    void pythonSends() throws Exception {
        try (Destination us = Destination.start(directory, "final.test")) {
            String script =
                    """
                    import smtplib, sys
                    text = sys.stdin.buffer.read().replace(b"\\n", b"\\r\\n")
                    with smtplib.SMTP("127.0.0.1", %d) as smtp:
                        smtp.sendmail("a@sender.test", ["python@final.test"], text, ["BODY=8BITMIME"])
                    """
                            .formatted(us.port("SMTP"));
            Program.succeed(LETTER, "python3", "-c", script);
            assertArrived(us.awaitLetter("python"));
        }
    }

    private static void assertArrived(byte[] letter) {
        String wanted = new String(LETTER, StandardCharsets.UTF_8).replace("\n", "\r\n");
        assertThat(new String(letter, StandardCharsets.UTF_8))
                .endsWith(wanted.substring(wanted.indexOf("\r\n\r\n")));
    }
}
