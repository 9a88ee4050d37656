package org.posthouse.ftpmail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.conf.Conf;
import org.posthouse.mail.Memory;
import org.posthouse.wire.Dialogue;
import org.posthouse.wire.ScriptedHost;
import org.posthouse.wire.Transcript;

/// A secret goes to the host and nowhere else.
final class LoginTest {
    @TempDir private Path directory;

    @Test
    void noTranscriptLearnsAPassword() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "Sesame\n");
        String toml =
                "[login.cave]\nuser = \"Ali\"\naccount = \"Baba\"\npassword-file = \""
                        + file
                        + "\"";
        var settings = FtpmailSenderSettings.from(Conf.parse("test", toml).root());
        var transcript = new Transcript.Recent();
        var sender = new FtpmailSender(settings, Memory.of(""), transcript);
        var dialogue =
                Dialogue.of(
                        "login",
                        """
                        R: 220 Y
                        S: USER Ali
                        R: 331 Password
                        S: PASS Sesame
                        R: 332 Account
                        S: ACCT Baba
                        R: 230 In
                        S: QUIT
                        R: 221 Bye
                        """);
        try (var host = ScriptedHost.playing(dialogue)) {
            sender.converse(SenderTranscriptsTest.hop(host.port(), "?login=cave"), "B").close();
        }
        assertThat(transcript.lines())
                .contains("> USER Ali", "> PASS ****", "> ACCT ****")
                .noneMatch(line -> line.contains("Sesame") || line.contains("Baba"));
    }
}
