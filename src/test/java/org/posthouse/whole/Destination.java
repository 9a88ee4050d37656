package org.posthouse.whole;

import module java.base;

/// A Posthouse process with Maildirs that keep every octet.
final class Destination implements AutoCloseable {
    private final ServerProcess server;
    private final Path data;

    private Destination(ServerProcess server, Path data) {
        this.server = server;
        this.data = data;
    }

    static Destination start(Path directory, String host) throws Exception {
        return start(directory, host, "");
    }

    /// @param further settings of the MTP listener, then other tables
    static Destination start(Path directory, String host, String further) throws Exception {
        return start(directory, host, "", further);
    }

    /// @param local settings of `[local]`
    /// @param further settings of the MTP listener, then other tables
    static Destination start(Path directory, String host, String local, String further)
            throws Exception {
        Files.createDirectories(directory);
        Path data = directory.resolve("data");
        Path configuration =
                Files.writeString(
                        directory.resolve("posthouse.toml"),
                        """
                        host = "%s"
                        data = "%s"
                        [local]
                        line-ends = "crlf"
                        %s
                        [listen.smtp]
                        address = "127.0.0.1:0"
                        [listen.ftpmail]
                        address = "127.0.0.1:0"
                        [listen.mtp]
                        address = "127.0.0.1:0"
                        %s
                        """
                                .formatted(host, data, local, further));
        return new Destination(ServerProcess.start(configuration, directory.resolve("log")), data);
    }

    int port(String protocol) {
        return server.port(protocol);
    }

    /// The next letter in a user's Maildir, once it is there; it is taken out.
    byte[] awaitLetter(String user) throws Exception {
        Path folder = data.resolve("mail").resolve(user).resolve("new");
        Await.until(
                "a letter for " + user,
                () -> Files.isDirectory(folder) && !letters(folder).isEmpty());
        Path letter = letters(folder).getFirst();
        byte[] octets = Files.readAllBytes(letter);
        Files.delete(letter);
        return octets;
    }

    /// How many letters a user's Maildir has that nobody took out.
    int letters(String user) throws IOException {
        Path folder = data.resolve("mail").resolve(user).resolve("new");
        return Files.isDirectory(folder) ? letters(folder).size() : 0;
    }

    private static List<Path> letters(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
