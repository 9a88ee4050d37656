package org.posthouse.ftpmail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.posthouse.wire.Dialogue;

/// Plays the transcripts of `src/test/resources/transcripts/ftpmail` against our receiver: the
/// examples of RFC 743 and RFC 765 first, then each command with its replies in both generations.
final class TranscriptsTest {
    @TestFactory
    Stream<DynamicTest> transcripts() throws IOException {
        return Dialogue.in("ftpmail").stream()
                .map(dialogue -> DynamicTest.dynamicTest(dialogue.name(), () -> play(dialogue)));
    }

    private static void play(Dialogue dialogue) throws IOException {
        try (var receiver = ReceiverFixture.of(dialogue)) {
            dialogue.playSender(receiver.address());
            assertThat(receiver.spooled()).isEqualTo(dialogue.spooled());
        }
    }
}
