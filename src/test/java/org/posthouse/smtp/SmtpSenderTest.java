package org.posthouse.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.posthouse.wire.Dialogue;
import org.posthouse.wire.ScriptedHost;

/// Our sender with a host that plays the transcripts of `transcripts/smtp/sender`. There `R:` is
/// what the host says, `S:` what we must send, exactly, and `=` what must have come of it.
final class SmtpSenderTest {
    @TestFactory
    Stream<DynamicTest> transcripts() throws IOException {
        return Dialogue.in("smtp/sender").stream()
                .map(dialogue -> DynamicTest.dynamicTest(dialogue.name(), () -> play(dialogue)));
    }

    static void play(Dialogue dialogue) throws IOException {
        var sendings = new Sendings();
        try (ScriptedHost host = ScriptedHost.playing(dialogue)) {
            String query = Sendings.setting(dialogue, "hop", "");
            sendings.send(
                    settings(dialogue),
                    "smtp://127.0.0.1:" + host.port() + query,
                    Sendings.setting(dialogue, "host", "foo.com"),
                    Sendings.letters(dialogue));
        }
        assertThat(sendings.results()).isEqualTo(dialogue.spooled());
    }

    /// `@hasty` hosts are waited for only a moment.
    private static SmtpSenderSettings settings(Dialogue dialogue) {
        if (Sendings.setting(dialogue, "hasty", "no").equals("no"))
            return SmtpSenderSettings.defaults();
        Duration moment = Duration.ofMillis(50);
        return new SmtpSenderSettings(100, moment, moment, moment, moment, moment, moment);
    }
}
