package org.posthouse.mtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.posthouse.wire.Dialogue;

/// Plays the transcripts of `src/test/resources/transcripts/mtp` against our receiver: the examples
/// of RFC 780 first, then each command with each reply that its section 5.3 has for it; and those
/// of RFC 772 and of the dialect for both.
final class TranscriptsTest {
    @TestFactory
    Stream<DynamicTest> rfc780() throws IOException {
        return transcripts("mtp");
    }

    @TestFactory
    Stream<DynamicTest> rfc772() throws IOException {
        return transcripts("mtp-772");
    }

    @TestFactory
    Stream<DynamicTest> auto() throws IOException {
        return transcripts("mtp-auto");
    }

    private static Stream<DynamicTest> transcripts(String folder) throws IOException {
        return Dialogue.in(folder).stream()
                .map(dialogue -> DynamicTest.dynamicTest(dialogue.name(), () -> play(dialogue)));
    }

    private static void play(Dialogue dialogue) throws IOException {
        try (var receiver = ReceiverFixture.of(dialogue)) {
            dialogue.playSender(receiver.address());
            assertThat(receiver.spooled()).isEqualTo(dialogue.spooled());
        }
    }
}
