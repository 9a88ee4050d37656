package org.posthouse.whole;

import module java.base;

/// A serving process of its own, started from the classes under test, which can be killed.
final class ServerProcess implements AutoCloseable {
    private static final Pattern LISTENS =
            Pattern.compile("^\\s*(SMTP|MTP|FTPMAIL|NIFTP|NIMAIL)\\s+127\\.0\\.0\\.1:(\\d+)\\b.*");
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final Map<String, Integer> ports = new HashMap<>();

    private ServerProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::listen);
    }

    /// Starts and waits for all its listeners.
    static ServerProcess start(Path configuration, Path log)
            throws IOException, InterruptedException {
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.posthouse.Main",
                        "serve",
                        "--config",
                        configuration.toString());
        Process process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        var server = new ServerProcess(process);
        server.awaitListeners(log);
        return server;
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(said::add);
        } catch (IOException | UncheckedIOException _) {
            // it ended
        }
        said.add("");
    }

    private void awaitListeners(Path log) throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(START);
        boolean ready = false;
        while (!ready) {
            String line =
                    said.poll(
                            Duration.between(Instant.now(), limit).toMillis(),
                            TimeUnit.MILLISECONDS);
            if (line == null || line.isEmpty())
                throw new AssertionError("the server did not start:\n" + Files.readString(log));
            Matcher listens = LISTENS.matcher(line);
            if (listens.matches()) ports.put(listens.group(1), Integer.parseInt(listens.group(2)));
            ready = line.startsWith("Ready");
        }
    }

    static boolean listens(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    int port(String protocol) {
        return Objects.requireNonNull(ports.get(protocol));
    }

    /// SIGKILL: no hook runs, no buffer is flushed.
    void kill() {
        process.destroyForcibly();
        Processes.ended(process);
    }

    /// SIGTERM, and its exit code.
    int terminate() {
        process.destroy();
        return Processes.ended(process);
    }

    @Override
    public void close() {
        kill();
    }
}
