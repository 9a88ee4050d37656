package org.posthouse.whole;

import module java.base;

/// A server from Debian that stays in the foreground, with its configuration in a directory of
/// ours.
final class Daemon implements AutoCloseable {
    private final Process process;
    private final Path log;

    private Daemon(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// Starts it and waits until it listens at all those ports.
    static Daemon start(Path directory, List<Integer> ports, String... command) throws Exception {
        Path log = directory.resolve("log-of-" + Path.of(command[0]).getFileName());
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        var daemon = new Daemon(process, log);
        for (int port : ports)
            Await.until(
                    command[0] + " listens",
                    () -> {
                        if (!process.isAlive()) throw new AssertionError(daemon.said());
                        return ServerProcess.listens(port);
                    });
        return daemon;
    }

    private String said() {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        process.destroy();
        Processes.ended(process);
    }
}
