package org.posthouse.ftpmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.posthouse.mail.Memory;
import org.posthouse.wire.Dialogue;
import org.posthouse.wire.ScriptedHost;
import org.posthouse.wire.Transcript;

/// How a conversation that does not come about is told: whether the host speaks FTP mail at all
/// decides which hop of a route is tried next.
final class FtpmailSenderTest {
    @ParameterizedTest
    @CsvSource({
        "R: 421 Not now, false",
        "R: 401 Not now\\r\\nS: QUIT, false",
        "R: 554 Not at all\\r\\nS: QUIT, true",
        "R: SSH-2.0-x, true",
        "R end, true",
    })
    void theFailureSaysWhatIsThere(String script, boolean speaksAnother) throws IOException {
        var sender =
                new FtpmailSender(FtpmailSenderSettings.defaults(), Memory.of(""), Transcript.NONE);
        var dialogue = Dialogue.of("greeting", script.replace("\\r\\n", "\n"));
        try (var host = ScriptedHost.playing(dialogue)) {
            assertThatThrownBy(
                            () -> sender.converse(SenderTranscriptsTest.hop(host.port(), ""), "B"))
                    .isInstanceOf(IOException.class)
                    .satisfies(
                            e ->
                                    assertThat(
                                                    e instanceof ProtocolException
                                                            || e instanceof EOFException)
                                            .isEqualTo(speaksAnother));
        }
    }
}
