package org.posthouse;

import module java.base;

import org.posthouse.cli.ServeOptions.Ports;
import org.posthouse.conf.Conf;

import picocli.CommandLine;

/// A rehearsal of what users start most often, from which the JVM makes the start-up cache (JEP
/// 514): whatever is loaded and linked here need not be at a real start. It must be short, touch
/// nothing of the user's, and end by itself.
final class Training {
    private static final String CONFIGURATION =
            """
            host = "training.example"
            [listen.smtp]
            address = "127.0.0.1:0"
            [listen.mtp]
            address = "127.0.0.1:0"
            """;

    private Training() {}

    /// @return the exit status; anything but 0 means that no cache should be made
    static int run() {
        int spoken =
                Stream.of(List.of("--version"), List.of("--help"), List.of("config", "check"))
                        .mapToInt(words -> quietly(words.toArray(String[]::new)))
                        .max()
                        .orElse(0);
        try {
            return Math.max(spoken, served());
        } catch (IOException e) {
            return 1;
        }
    }

    private static int quietly(String... words) {
        CommandLine line = Main.commands().line();
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return line.setOut(nowhere).setErr(nowhere).execute(words);
    }

    /// A server of its own takes a message by each protocol and delivers it.
    private static int served() throws IOException {
        Path data = Files.createTempDirectory("posthouse-training");
        try {
            Settings settings =
                    Settings.from(
                            Conf.parse("training", CONFIGURATION),
                            Optional.of(data),
                            Ports.UNPRIVILEGED);
            try (Server server = Server.start(settings)) {
                return server.places().stream().mapToInt(Training::sent).max().orElse(1);
            }
        } finally {
            remove(data);
        }
    }

    private static int sent(Server.Place place) {
        String via =
                place.settings().spoken().protocol().toLowerCase(Locale.ROOT)
                        + "://127.0.0.1:"
                        + place.listener().address().getPort();
        return quietly(
                "send",
                "--via",
                via,
                "--from",
                "me@training.example",
                "--to",
                "you@training.example",
                "--body",
                "A rehearsal.");
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
