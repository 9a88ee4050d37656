package org.posthouse;

import module java.base;

import org.posthouse.cli.Exit;
import org.posthouse.cli.ServeOptions.Ports;
import org.posthouse.conf.Conf;

import picocli.CommandLine;

/// A rehearsal of what users start most often, from which the JVM makes a start-up cache (JEP 514):
/// whatever is loaded and linked here need not be at a real start. It must be short, touch nothing
/// of the user's, and end by itself.
enum Training {
    /// The server, and what talks to it: `train`.
    SERVER("train") {
        @Override
        int run() {
            try {
                Path data = Files.createTempDirectory("posthouse-training");
                try {
                    Path file = Files.writeString(data.resolve("posthouse.toml"), CONFIGURATION);
                    return Math.max(spoken(file), served(file, data));
                } finally {
                    remove(data);
                }
            } catch (IOException e) {
                return 1;
            }
        }
    },

    /// What is asked of ports: `train ports`. It calls nobody; what it finds on this machine, and
    /// so its exit status, is no matter of a rehearsal, and not every system lets us look.
    PORTS("train ports") {
        @Override
        int run() {
            INVESTIGATIONS.forEach(Training::quietly);
            return 0;
        }
    };

    private static final String CONFIGURATION =
            """
            host = "training.example"
            [listen.smtp]
            address = "127.0.0.1:0"
            [listen.mtp]
            address = "127.0.0.1:0"
            [listen.ftpmail]
            address = "127.0.0.1:0"
            [[route]]
            to = "elsewhere.example"
            send = "hold:"
            """;

    private static final List<List<String>> INVESTIGATIONS =
            List.of(
                    List.of("ports"),
                    List.of("ports", "--protocol", "tcp"),
                    List.of("ports", "--json"),
                    List.of("ports", "57", "--no-probe"),
                    List.of("ports", "smtp", "--no-probe", "--json"),
                    List.of("ports", "history", "25"));

    private final String words;

    Training(String words) {
        this.words = words;
    }

    /// The rehearsal that these words ask for.
    static int run(List<String> words) {
        return Stream.of(values())
                .filter(one -> one.words.equals(String.join(" ", words)))
                .mapToInt(Training::run)
                .findFirst()
                .orElse(Exit.USAGE.code());
    }

    /// @return the exit status; anything but 0 means that no cache should be made
    abstract int run();

    /// What needs no server.
    private static int spoken(Path file) {
        return Stream.of(
                        List.of("--version"),
                        List.of("--help"),
                        List.of("config", "check", "--config", file.toString()))
                .mapToInt(Training::quietly)
                .reduce(0, Math::max);
    }

    private static int quietly(List<String> words) {
        CommandLine line = Main.commands().line(words);
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return line.setOut(nowhere).setErr(nowhere).execute(words.toArray(String[]::new));
    }

    /// A server of its own takes a message by each protocol, and is asked for its queue.
    private static int served(Path file, Path data) throws IOException {
        Settings settings = Settings.from(Conf.read(file), Optional.of(data), Ports.UNPRIVILEGED);
        try (Server server = Server.start(settings)) {
            int sent = server.places().stream().mapToInt(Training::sent).max().orElse(1);
            return Stream.of(List.of("list"), List.of("list", "--json"), List.of("summary"))
                    .mapToInt(words -> asked(words, file, data))
                    .reduce(sent, Math::max);
        }
    }

    private static int asked(List<String> words, Path file, Path data) {
        var command = new ArrayList<>(List.of("queue"));
        command.addAll(words);
        command.addAll(List.of("--config", file.toString(), "--data", data.toString()));
        return quietly(command);
    }

    private static int sent(Server.Place place) {
        String via =
                place.settings().spoken().protocol().toLowerCase(Locale.ROOT)
                        + "://127.0.0.1:"
                        + place.listener().address().getPort();
        return quietly(
                List.of(
                        "send",
                        "--via",
                        via,
                        "--from",
                        "me@training.example",
                        "--to",
                        "you@training.example",
                        "--to",
                        "you@elsewhere.example",
                        "--body",
                        "A rehearsal."));
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
