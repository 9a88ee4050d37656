package org.posthouse.whole;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

/// The process that [FullServerTest] gives a small disk of its own: it has a server on that disk
/// take letters until there is no room, makes room, has it take more, kills it, and counts.
final class FullServer {
    private static final int CLIENTS = 12; // half SMTP, half MTP
    private static final int BALLAST = 27 << 20; // what is written must have room a second time
    private static final int MORE = 100; // letters that are taken once there is room

    private final Path directory;
    private final Client.Book book = Client.Book.empty();
    private final AtomicLong ids = new AtomicLong();
    private final RandomGenerator random = new Random(452);

    private FullServer(Path directory) {
        this.directory = directory;
    }

    /// @param args the directory, and the reserve that is left free on the disk
    public static void main(String[] args) throws Exception {
        new FullServer(Path.of(args[0])).run(args[1]);
    }

    private void run(String reserve) throws Exception {
        Path configuration = configure(reserve);
        Path log = directory.resolveSibling("log");
        Files.write(directory.resolve("ballast"), new byte[BALLAST]);
        try (ServerProcess server = ServerProcess.start(configuration, log)) {
            List<String> endings = load(server, () -> true);
            assertThat(endings).allMatch(reply -> reply.matches("45[12] .*"));
            System.out.println(book.acknowledged().size() + " taken until " + Set.copyOf(endings));
            Files.delete(directory.resolve("ballast"));
            awaitRoom(server);
            int enough = book.acknowledged().size() + MORE;
            Await.until(
                    MORE + " more are taken",
                    () -> {
                        load(server, () -> book.acknowledged().size() < enough);
                        return book.acknowledged().size() >= enough;
                    });
            server.kill();
        }
        try (ServerProcess server = ServerProcess.start(configuration, log)) {
            Await.until("the queue is delivered", () -> !Queue.waits(directory.resolve("data")));
            assertThat(server.terminate()).isZero();
        }
        Reckoning.of(directory.resolve("data")).nothingIsLost(book);
        assertThat(Queue.findings(directory.resolve("data"))).isEmpty();
    }

    private Path configure(String reserve) throws IOException {
        return Files.writeString(
                directory.resolve("posthouse.toml"),
                """
                host = "localhost"
                data = "%s"
                [spool]
                reserve = "%s"
                [listen.smtp]
                address = "127.0.0.1:0"
                [listen.mtp]
                address = "127.0.0.1:0"
                [[route]]
                to = "held.example"
                send = "hold:"
                """
                        .formatted(directory.resolve("data"), reserve));
    }

    /// @return how each client's conversation ended
    private List<String> load(ServerProcess server, BooleanSupplier more) throws Exception {
        var endings = new ConcurrentLinkedQueue<String>();
        var clients = new ArrayList<Thread>();
        for (int i = 0; i < CLIENTS; i++) {
            Client client = i % 2 == 0 ? new Client.Smtp() : new Client.Mtp();
            int port = server.port(i % 2 == 0 ? "SMTP" : "MTP");
            var noise = new Random(random.nextLong());
            clients.add(
                    Thread.ofVirtual()
                            .start(() -> endings.add(client.send(port, letters(noise), more))));
        }
        for (Thread client : clients) client.join();
        return List.copyOf(endings);
    }

    private Client.Post letters(RandomGenerator noise) {
        return new Client.Post(
                book,
                () -> Letter.write("F" + ids.incrementAndGet(), noise),
                () -> noise.nextInt(8) == 0 ? "u@localhost" : "pile@held.example");
    }

    private void awaitRoom(ServerProcess server) throws Exception {
        int before = book.acknowledged().size();
        Await.until(
                "a letter is taken again",
                () -> {
                    new Client.Mtp()
                            .send(
                                    server.port("MTP"),
                                    letters(random),
                                    () -> book.acknowledged().size() == before);
                    return book.acknowledged().size() > before;
                });
    }
}
