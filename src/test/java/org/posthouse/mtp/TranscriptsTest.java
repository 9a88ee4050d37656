package org.posthouse.mtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.posthouse.wire.Dialogue;

/// Plays the transcripts of `src/test/resources/transcripts/mtp` against our receiver: the examples
/// of RFC 780 first, then each command with each reply that its section 5.3 has for it.
final class TranscriptsTest {
    @TestFactory
    Stream<DynamicTest> transcripts() throws IOException {
        return Dialogue.in("mtp").stream()
                .map(dialogue -> DynamicTest.dynamicTest(dialogue.name(), () -> play(dialogue)));
    }

    private static void play(Dialogue dialogue) throws IOException {
        try (var receiver = ReceiverFixture.of(dialogue)) {
            dialogue.playSender(receiver.address());
            assertThat(receiver.spooled()).isEqualTo(dialogue.spooled());
        }
    }
}
