package org.posthouse.local;

import module java.base;

import org.posthouse.mail.Hop;
import org.posthouse.mail.Outcome;

/// Measures local delivery; not a test. Arguments: the folder for the Maildirs, deliveries at once,
/// letters, users.
///
/// `java -cp target/classes:target/test-classes:LIBRARIES org.posthouse.local.MaildirLoad
/// /var/tmp/load 100 20000 10`
final class MaildirLoad {
    private static final int SIZE = 1024;

    private MaildirLoad() {}

    static void main(String[] args) throws IOException {
        Path base = Path.of(args[0]);
        int atOnce = Integer.parseInt(args[1]);
        int letters = Integer.parseInt(args[2]);
        int users = Integer.parseInt(args[3]);
        var syncs = new AtomicLong();
        var sender =
                new MaildirSender(
                        LocalSettings.defaults(),
                        new FolderSync(
                                folder -> {
                                    syncs.incrementAndGet();
                                    FolderSync.force(folder);
                                }));
        run(sender, base, atOnce, letters / 4, users); // warm
        syncs.set(0);
        long start = System.nanoTime();
        run(sender, base, atOnce, letters, users);
        double seconds = (System.nanoTime() - start) / 1e9;
        IO.println(
                "%d at once, %d users: %,.0f letters a second, %.2f folder syncs a letter"
                        .formatted(
                                atOnce, users, letters / seconds, syncs.get() / (double) letters));
    }

    private static void run(MaildirSender sender, Path base, int atOnce, int letters, int users) {
        var left = new AtomicInteger(letters);
        var hop = new Hop.Place(MaildirSender.SCHEME, base + "/{user}");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < atOnce; i++)
                threads.execute(
                        () -> {
                            for (int n = left.getAndDecrement(); n > 0; n = left.getAndDecrement())
                                deliver(sender, hop, "user" + n % users);
                        });
        }
    }

    private static void deliver(MaildirSender sender, Hop hop, String user) {
        var copies = Copies.of(Copies.whole(LETTER), user);
        try (var conversation = sender.converse(hop, "host")) {
            conversation.deliver(copies);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!(copies.outcomes.get(user) instanceof Outcome.Delivered))
            throw new IllegalStateException("" + copies.outcomes);
    }

    private static final byte[] LETTER =
            ("x".repeat(62) + "\r\n").repeat(SIZE / 64).getBytes(StandardCharsets.US_ASCII);
}
