package org.posthouse.mtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.wire.Dialogue;

/// Scheme T with many recipients (RFC 780 section 4.5): "the stored message text is sent to the
/// specified recipient", and stored once.
final class TextFirstTest {
    @Test
    void aHundredRecipientsShareOneText() throws IOException {
        var script =
                new StringBuilder("@host Y\nR: 220\nS: MRSQ T\nR: 200\nS: MAIL FROM:<waldo@A>\n");
        script.append("R: 354\nS: one text\nS: .\nR: 250 Mail stored\n");
        for (int i = 0; i < 100; i++)
            script.append("S: MRCP TO:<u").append(i).append("@Y>\nR: 250\n");
        var dialogue = Dialogue.of("a hundred", script + "S: QUIT\nR: 221\n");
        try (var receiver = ReceiverFixture.of(dialogue)) {
            dialogue.playSender(receiver.address());
            RecordingIntake intake = receiver.intake();
            assertThat(intake.letters()).hasSize(100);
            assertThat(intake.letters())
                    .extracting(RecordingIntake.Letter::octets)
                    .containsOnly(intake.letters().getFirst().octets());
            assertThat(intake.texts()).isOne();
        }
    }
}
