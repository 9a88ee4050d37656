package org.posthouse.conformance;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;

/// What proves a statement: a transcript (`mtp/resets.txt`) or a test (`mtp.SequencesTest.method`).
///
/// @param name as the list of proofs and the table have it
record Proof(String name) {
    /// The tests that play the transcripts of each folder.
    private static final Map<String, String> PLAYERS =
            Map.of(
                    "mtp", "mtp.TranscriptsTest.rfc780",
                    "mtp-772", "mtp.TranscriptsTest.rfc772",
                    "mtp-auto", "mtp.TranscriptsTest.auto",
                    "mtp-sender", "mtp.SenderTranscriptsTest.transcripts");

    private static final Path TRANSCRIPTS = Path.of("src/test/resources/transcripts");

    boolean isTranscript() {
        return name.endsWith(".txt");
    }

    /// Where [Outcomes] has it.
    String key() {
        if (!isTranscript()) return name;
        String folder = name.substring(0, name.indexOf('/'));
        return PLAYERS.get(folder) + "/" + name.substring(folder.length() + 1);
    }

    /// Whether there is such a transcript, or such a test.
    boolean exists() {
        if (isTranscript())
            return PLAYERS.containsKey(name.substring(0, Math.max(0, name.indexOf('/'))))
                    && Files.isRegularFile(TRANSCRIPTS.resolve(name));
        int end = name.lastIndexOf('.');
        try {
            Class<?> type = Class.forName("org.posthouse." + name.substring(0, end));
            return Stream.of(type.getDeclaredMethods())
                    .filter(method -> method.getName().equals(name.substring(end + 1)))
                    .anyMatch(Proof::isTest);
        } catch (ClassNotFoundException _) {
            return false;
        }
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class)
                || method.isAnnotationPresent(TestFactory.class)
                || method.isAnnotationPresent(ParameterizedTest.class);
    }

    /// As a link of the table, which stands in `docs`.
    String link() {
        if (isTranscript()) return "[%s](../%s/%s)".formatted(name, TRANSCRIPTS, name);
        String type = name.substring(0, name.lastIndexOf('.'));
        String shown = name.substring(type.lastIndexOf('.') + 1);
        return "[%s](../src/test/java/org/posthouse/%s.java)"
                .formatted(shown, type.replace('.', '/'));
    }
}
