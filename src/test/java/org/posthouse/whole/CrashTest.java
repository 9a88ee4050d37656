package org.posthouse.whole;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Promise 1, told by an axe: the serving process is killed at random instants under load, and
/// every letter it had acknowledged must be delivered or in the queue, undamaged; twice only what
/// was in flight when it died.
final class CrashTest {
    private static final int CLIENTS = 12; // half SMTP, half MTP
    private static final int USERS = 20;

    @TempDir private Path directory;

    private final RandomGenerator random = new Random(772);
    private final Client.Book book = Client.Book.empty();
    private final AtomicLong ids = new AtomicLong();
    private int crashes;

    @Test
    void thirtyRoundsLoseNothing() throws Exception {
        run(round -> round < 30);
    }

    @Test
    @Tag("soak")
    void anHourLosesNothing() throws Exception {
        Duration length = Duration.parse(System.getProperty("posthouse.soak", "PT1H"));
        Instant end = Instant.now().plus(length);
        run(_ -> Instant.now().isBefore(end));
    }

    private void run(IntPredicate another) throws Exception {
        Path configuration = configure();
        Path log = directory.resolve("log");
        for (int round = 0; another.test(round); round++) {
            try (ServerProcess server = ServerProcess.start(configuration, log)) {
                round(server);
            }
        }
        settle(configuration, log);
    }

    private Path configure() throws IOException {
        return Files.writeString(
                directory.resolve("posthouse.toml"),
                """
                host = "localhost"
                data = "%s"
                [listen.smtp]
                address = "127.0.0.1:0"
                [listen.mtp]
                address = "127.0.0.1:0"
                [[route]]
                to = "held.example"
                send = "hold:"
                """
                        .formatted(directory.resolve("data")));
    }

    /// Load until a random number of further letters is acknowledged, then the axe.
    private void round(ServerProcess server) throws Exception {
        int target = book.acknowledged().size() + 20 + random.nextInt(400);
        var clients = new ArrayList<Thread>();
        for (int i = 0; i < CLIENTS; i++) {
            Client client = i % 2 == 0 ? new Client.Smtp() : new Client.Mtp();
            int port = server.port(i % 2 == 0 ? "SMTP" : "MTP");
            var noise = new Random(random.nextLong());
            var post = new Client.Post(book, () -> letter(noise), () -> recipient(noise));
            clients.add(Thread.ofVirtual().start(() -> client.send(port, post, () -> true)));
        }
        Await.until("letters are acknowledged", () -> book.acknowledged().size() >= target);
        server.kill();
        crashes++;
        for (Thread client : clients) client.join();
    }

    private Letter letter(RandomGenerator random) {
        return Letter.write("L" + ids.incrementAndGet(), random);
    }

    private static String recipient(RandomGenerator random) {
        return random.nextInt(4) == 0
                ? "pile@held.example"
                : "u" + random.nextInt(USERS) + "@localhost";
    }

    /// Lets what waits be delivered, and looks at every letter.
    private void settle(Path configuration, Path log) throws Exception {
        try (ServerProcess server = ServerProcess.start(configuration, log)) {
            Await.until("the queue is delivered", () -> !Queue.waits(directory.resolve("data")));
            assertThat(server.terminate()).isZero();
        }
        var reckoning = Reckoning.of(directory.resolve("data"));
        reckoning.nothingIsLost(book);
        long twice = reckoning.twice();
        assertThat(twice)
                .as("delivered twice in " + crashes + " crashes")
                .isLessThanOrEqualTo(64L * crashes);
        assertThat(Queue.findings(directory.resolve("data"))).isEmpty();
        System.out.println(
                crashes
                        + " crashes, "
                        + book.acknowledged().size()
                        + " acknowledged, 0 lost, "
                        + twice
                        + " twice");
    }
}
