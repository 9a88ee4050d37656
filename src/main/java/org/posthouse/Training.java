package org.posthouse;

import module java.base;

import picocli.CommandLine;

/// A rehearsal of what users start most often, from which the JVM makes the start-up cache (JEP
/// 514): whatever is loaded and linked here need not be at a real start. It must be short, touch
/// nothing of the user's, and end by itself.
final class Training {
    private Training() {}

    /// @return the exit status; anything but 0 means that no cache should be made
    static int run() {
        return Stream.of(List.of("--version"), List.of("--help"))
                .mapToInt(words -> quietly(words.toArray(String[]::new)))
                .max()
                .orElse(0);
    }

    private static int quietly(String... words) {
        CommandLine line = Main.commands().line();
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return line.setOut(nowhere).setErr(nowhere).execute(words);
    }
}
