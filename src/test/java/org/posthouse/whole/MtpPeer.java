package org.posthouse.whole;

import module java.base;

/// The other reading of RFC 772 and RFC 780, in Python (`src/test/peers`): its receiver as a
/// process of its own, and its sender run to the end. Neither shares code with the program under
/// test.
final class MtpPeer implements AutoCloseable {
    private static final Path PROGRAMS = Path.of("src/test/peers").toAbsolutePath();
    private static final String TEXT = "TEXT ";
    private static final String RECIPIENT = "TO ";

    private final Process process;
    private final Path directory;
    private final int port;

    private MtpPeer(Process process, Path directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
    }

    /// A receiver on a port of its choice, which writes down what it takes in the directory.
    static MtpPeer receiver(Path directory, String host, String... options) throws IOException {
        Files.createDirectories(directory);
        var command = new ArrayList<String>();
        command.addAll(List.of("python3", "-B", PROGRAMS.resolve("mtp_server.py").toString()));
        command.addAll(List.of("--directory", directory.toString(), "--host", host));
        command.addAll(List.of(options));
        Process process =
                new ProcessBuilder(command)
                        .redirectError(directory.resolve("errors").toFile())
                        .start();
        String said = process.inputReader().readLine();
        if (said == null) throw new AssertionError(Files.readString(directory.resolve("errors")));
        return new MtpPeer(process, directory, Integer.parseInt(said.substring(10)));
    }

    /// The sender, to a receiver of ours of this name; what it says ends with the outcomes.
    static Program.Ended send(int port, String host, String... options) throws IOException {
        var command = new ArrayList<String>();
        command.addAll(List.of("python3", "-B", PROGRAMS.resolve("mtp_client.py").toString()));
        command.addAll(List.of("--port", Integer.toString(port), "--receiver", host));
        command.addAll(List.of(options));
        return Program.run(new byte[0], command.toArray(String[]::new));
    }

    int port() {
        return port;
    }

    /// What it noted, a line each: commands, replies, texts, recipients.
    List<String> journal() throws IOException {
        Path journal = directory.resolve("journal");
        return Files.exists(journal)
                ? Files.readAllLines(journal, StandardCharsets.ISO_8859_1)
                : List.of();
    }

    /// How the program under test broke the protocol.
    List<String> violations() throws IOException {
        return journal().stream().filter(line -> line.startsWith("VIOLATION")).toList();
    }

    /// How many texts were sent here and accepted.
    int texts() throws IOException {
        return (int) journal().stream().filter(line -> line.startsWith(TEXT)).count();
    }

    /// The recipients that have a text, each as often as it was accepted for them.
    List<String> recipients() throws IOException {
        return journal().stream()
                .filter(line -> line.startsWith(RECIPIENT))
                .map(line -> line.split(" ", 3)[2])
                .sorted()
                .toList();
    }

    /// How many recipients each text went to.
    List<Long> sharing() throws IOException {
        return List.copyOf(
                journal().stream()
                        .filter(line -> line.startsWith(RECIPIENT))
                        .collect(
                                Collectors.groupingBy(
                                        line -> line.split(" ", 3)[1], Collectors.counting()))
                        .values());
    }

    byte[] text(int number) throws IOException {
        return Files.readAllBytes(directory.resolve("text-" + number));
    }

    void awaitRecipients(int count) throws Exception {
        Await.until(
                count + " recipients at the peer in " + directory,
                () -> recipients().size() >= count);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Processes.ended(process);
    }
}
