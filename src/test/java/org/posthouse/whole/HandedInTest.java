package org.posthouse.whole;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Promise 1 for mail that programs of this machine hand in: what was left as a file, or was taken
/// by `sendmail` with exit status 0, is delivered, however often the server is killed.
final class HandedInTest {
    private static final int ROUNDS = 5;
    private static final int FILES = 150; // a round
    private static final int AT_ONCE = 32; // as Rounds takes them

    @TempDir private Path directory;

    private final RandomGenerator random = new Random(785);
    private final Set<String> handedIn = new ConcurrentSkipListSet<>();
    private Path configuration;
    private Path log;
    private Path files;

    @BeforeEach
    void configure() throws IOException {
        log = directory.resolve("log");
        files = directory.resolve("data/files");
        configuration =
                Files.writeString(
                        directory.resolve("posthouse.toml"),
                        """
                        host = "localhost"
                        data = "%s"
                        [listen.smtp]
                        address = "127.0.0.1:0"
                        [listen.mtp]
                        address = "127.0.0.1:0"
                        [pickup]
                        directory = "files"
                        interval = "1s"
                        [[route]]
                        to = "held.example"
                        send = "hold:"
                        """
                                .formatted(directory.resolve("data")));
    }

    @Test
    void aFileLeftIsALetterDelivered() throws Exception {
        Files.createDirectories(files);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < FILES; i++) leave("R" + round + "F" + i, i % 3);
            int left = random.nextInt(2 * FILES);
            try (ServerProcess server = ServerProcess.start(configuration, log)) {
                Await.until("some are taken", () -> names(files).size() <= left);
                server.kill();
            }
        }
        try (ServerProcess server = ServerProcess.start(configuration, log)) {
            // killed between the two of a pair, the server leaves the text, which is nothing
            Await.until(
                    "all are taken",
                    () -> names(files).stream().allMatch(name -> name.endsWith(".text")));
            assertThat(server.terminate()).isZero();
        }
        Map<String, Integer> found = delivered();
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(handedIn);
        assertThat(found.values().stream().filter(copies -> copies > 1).count())
                .as("delivered twice in " + ROUNDS + " crashes")
                .isLessThanOrEqualTo((long) AT_ONCE * ROUNDS);
    }

    /// Files as they are found: the pair, the older form, a message alone.
    private void leave(String id, int form) throws IOException {
        String text = Letter.write(id, random).text();
        String user =
                "u" + random.nextInt(9) + (random.nextInt(4) == 0 ? "@held.example" : "@localhost");
        switch (form) {
            case 0 -> {
                rename(id + ".text", text);
                rename(
                        "[--UNSENT-MAIL-CONTROL--].MTP." + id.replaceAll("\\D", ""),
                        "FILE:" + id + ".text\r\nFROM:<a@b>\r\nTO:<" + user + ">\r\n\0");
            }
            case 1 -> rename("[--UNSENT-MAIL--]." + user + "." + id.replaceAll("\\D", ""), text);
            default -> rename(id + ".eml", header("To: " + user + "\r\nBcc: u@localhost", text));
        }
        handedIn.add(id);
    }

    private static String header(String to, String text) {
        return to + "\r\nDate: x\r\nFrom: a@b\r\nMessage-ID: <x>\r\n" + text;
    }

    private void rename(String name, String content) throws IOException {
        Path making = Files.writeString(files.resolve("." + name), content);
        Files.setLastModifiedTime(making, FileTime.fromMillis(0));
        Files.move(making, files.resolve(name));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /// What programs hand in while nobody serves, all at once, and while somebody does, who is
    /// killed at once.
    @Test
    void whatSendmailTookIsDelivered() throws Exception {
        Files.createDirectories(directory.resolve("data"));
        try (ExecutorService programs = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<?> done :
                    IntStream.range(0, 4)
                            .mapToObj(
                                    i ->
                                            programs.submit(
                                                    () -> sendmail("A" + i, "-i", "u@localhost")))
                            .toList()) done.get();
        }
        try (ServerProcess server = ServerProcess.start(configuration, log)) {
            sendmail("B1", "-t", "-oi");
            sendmail("B2", "-f", "", "u@localhost", "held@held.example");
            server.kill();
        }
        Program.Ended refused = run("x\n", "nobody@nowhere.example");
        assertThat(refused.status()).as(refused.said()).isEqualTo(68);
        assertThat(refused.said())
                .isEqualTo(
                        "sendmail: nobody@nowhere.example: no route says where mail for that host"
                                + " goes\n");
        assertThat(run("", "-bp").said()).contains("<held@held.example>", "Kbytes in ");
        assertThat(delivered().keySet()).containsExactlyInAnyOrderElementsOf(handedIn);
    }

    private Void sendmail(String id, String... words) throws IOException {
        String letter = Letter.write(id, new Random(id.hashCode())).text();
        Program.Ended ended = run(header("To: u@localhost", letter), words);
        assertThat(ended.said()).isEmpty();
        assertThat(ended.status()).isZero();
        handedIn.add(id);
        return null;
    }

    private Program.Ended run(String input, String... words) throws IOException {
        Stream<String> program =
                Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.posthouse.Main",
                        "sendmail",
                        "-C",
                        configuration.toString());
        return Program.run(
                input.getBytes(StandardCharsets.US_ASCII),
                Stream.concat(program, Stream.of(words)).toArray(String[]::new));
    }

    /// Lets what waits be delivered, and counts every letter: delivered to someone, or held.
    private Map<String, Integer> delivered() throws Exception {
        Path data = directory.resolve("data");
        try (ServerProcess server = ServerProcess.start(configuration, log)) {
            Await.until("the queue is delivered", () -> !Queue.waits(data));
            assertThat(server.terminate()).isZero();
        }
        var found = new TreeMap<String, Integer>();
        try (Stream<Path> letters = Files.walk(data.resolve("mail"))) {
            for (Path letter : letters.filter(path -> path.toString().contains("/new/")).toList())
                // the copy of whom nobody sees is not counted
                if (!letter.toString().contains("/mail/u/") || isAlone(letter))
                    found.merge(Letter.verify(Files.readAllBytes(letter)), 1, Integer::sum);
        }
        for (byte[] text : Queue.texts(data)) found.merge(Letter.verify(text), 1, Integer::sum);
        assertThat(Queue.findings(data)).isEmpty();
        return found;
    }

    private static boolean isAlone(Path letter) throws IOException {
        return Files.readString(letter).contains("with LOCAL");
    }
}
