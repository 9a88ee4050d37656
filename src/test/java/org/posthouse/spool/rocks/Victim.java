package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.mail.MessageId;
import org.posthouse.mail.Recipient;
import org.posthouse.spool.Draft;
import org.posthouse.spool.Mail;
import org.posthouse.spool.Shard;
import org.posthouse.spool.Spool;
import org.posthouse.spool.SpoolSettings;

/// The process that [KillTest] kills: it works on a spool, and tells what was acknowledged, until
/// then.
///
/// `A id seed size` is written after a message was accepted, `S id` before it is settled.
final class Victim {
    private static final int WORKERS = 40;

    private Victim() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        long seed = Long.parseLong(args[1]);
        try (Spool spool = RocksSpool.open(directory, SpoolSettings.defaults());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int worker = 0; worker < WORKERS; worker++) {
                var random = new SplittableRandom(seed * WORKERS + worker);
                var _ = threads.submit(() -> work(spool.forArrival(), random));
            }
        }
    }

    private static Void work(Shard shard, SplittableRandom random) {
        try {
            while (true) {
                long seed = random.nextLong();
                int size =
                        random.nextInt(10) == 0 ? random.nextInt(400_000) : random.nextInt(3_000);
                var id = accept(shard, seed, size);
                if (random.nextInt(3) > 0) continue;
                say("S " + id);
                for (Recipient recipient : shard.recipients(id))
                    shard.settle(id, List.of(Mail.delivered(recipient)), Optional.empty());
            }
        } catch (Throwable e) {
            e.printStackTrace();
            System.exit(1);
            throw new IllegalStateException(e);
        }
    }

    private static MessageId accept(Shard shard, long seed, int size) throws IOException {
        try (Draft draft = Mail.draft(shard, Mail.text(seed, size))) {
            MessageId id =
                    shard.accept(
                            draft,
                            Mail.envelope("h" + seed % 5, Mail.NOON, Mail.NOON),
                            Mail.ORIGIN);
            say("A " + id + " " + seed + " " + size);
            return id;
        }
    }

    private static void say(String line) {
        synchronized (System.out) {
            System.out.println(line);
            System.out.flush();
        }
    }
}
