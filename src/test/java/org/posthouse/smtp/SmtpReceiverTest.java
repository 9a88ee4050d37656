package org.posthouse.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.posthouse.conf.Conf;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.wire.Dialogue;
import org.posthouse.wire.Listener;

/// The transcripts of `transcripts/smtp/receiver`, played to our receiver. `@listen` is a line of
/// its listener's table.
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
        var listen = new StringBuilder();
        for (Dialogue.Setting s : dialogue.settings()) {
            if (s.name().equals("listen")) listen.append(s.value()).append('\n');
            else if (!intake.set(s.name(), s.value())) throw new AssertionError(s);
        }
        Conf conf = Conf.parse(dialogue.name(), listen.toString());
        var settings = SmtpSettings.from(conf.root());
        assertThat(conf.mistakes()).isEmpty();
        try (Listener listener =
                Listener.open(ANY_PORT, "smtp", new SmtpReceiver(settings, intake), ROOM)) {
            dialogue.playSender(listener.address());
        }
        assertThat(intake.letters()).map(Object::toString).isEqualTo(dialogue.spooled());
        assertThat(intake.openTexts()).isZero();
    }
}
