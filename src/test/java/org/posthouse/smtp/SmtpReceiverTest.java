package org.posthouse.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.wire.Dialogue;
import org.posthouse.wire.Listener;

/// The transcripts of `transcripts/smtp/receiver`, played to our receiver.
final class SmtpReceiverTest {
    static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    static final Listener.Capacity ROOM = new Listener.Capacity(1000, 1000);

    @TestFactory
    Stream<DynamicTest> transcripts() throws IOException {
        return Dialogue.in("smtp/receiver").stream()
                .map(dialogue -> DynamicTest.dynamicTest(dialogue.name(), () -> play(dialogue)));
    }

    private static void play(Dialogue dialogue) throws IOException {
        var intake = new RecordingIntake();
        SmtpSettings settings = SmtpSettings.defaults();
        for (Dialogue.Setting s : dialogue.settings()) {
            if (!intake.set(s.name(), s.value())) throw new AssertionError(s);
        }
        try (Listener listener =
                Listener.open(ANY_PORT, "smtp", new SmtpReceiver(settings, intake), ROOM)) {
            dialogue.playSender(listener.address());
        }
        assertThat(intake.letters()).map(Object::toString).isEqualTo(dialogue.spooled());
        assertThat(intake.openTexts()).isZero();
    }
}
