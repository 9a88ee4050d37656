package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Recipient;
import org.posthouse.spool.Await;
import org.posthouse.spool.Mail;
import org.posthouse.spool.NoRoom;
import org.posthouse.spool.Shard;
import org.posthouse.spool.Spool;
import org.posthouse.spool.SpoolSettings;

/// The process that [FullDiskTest] gives a small disk of its own. It fills the disk, sees what
/// becomes of that, makes room, and sees that all is well again. Ends with 0 when it was so.
final class Squeeze {
    private static final int BALLAST = 34 << 20; // what is written must have room a second time
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final Reserve.Disk ENDLESS =
            new Reserve.Disk() {
                @Override
                public long free() {
                    return Long.MAX_VALUE;
                }

                @Override
                public long total() {
                    return Long.MAX_VALUE;
                }
            };

    private final Path directory;
    private final Map<MessageId, Integer> acknowledged = new LinkedHashMap<>();
    private int seed;

    private Squeeze(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] args) throws Exception {
        var squeeze = new Squeeze(Path.of(args[0]));
        var settings = SpoolSettings.defaults();
        switch (args[1]) {
            case "reserve" -> squeeze.reserve(settings);
            case "full" -> squeeze.full(settings);
            default -> throw new IllegalArgumentException(args[1]);
        }
    }

    /// With a reserve the engine never sees the end of the disk.
    private void reserve(SpoolSettings settings) throws IOException {
        ballast();
        try (Spool spool = RocksSpool.open(directory.resolve("spool"), settings)) {
            Shard shard = spool.forArrival();
            IOException refusal = fill(shard);
            need(refusal instanceof NoRoom, "refused for want of room, not: " + refusal);
            need(shard.health().trouble().isEmpty(), "no trouble: " + shard.health());
            need(!shard.health().accepting(), "not accepting: " + shard.health());
            put(shard);
            settle(shard);
            verify(shard);
            room();
            Await.until("room", SOON, () -> shard.health().accepting());
            accept(shard);
            verify(shard);
        }
        again(settings);
    }

    /// When nobody looks at the disk the engine fails, and what was acknowledged is safe all the
    /// same.
    private void full(SpoolSettings settings) throws IOException {
        var engine = new RocksEngine(directory.resolve("spool"), settings);
        try (Spool spool = RocksSpool.open(engine, ENDLESS, settings, InstantSource.system())) {
            Shard shard = spool.forArrival();
            ballast();
            say("refused: " + fill(shard) + "; " + shard.health());
            for (int i = 0; i < 50; i++) tryOnce(shard);
            room();
            Await.until("the end of trouble", SOON, () -> shard.health().accepting());
            accept(shard);
            verify(shard);
            settle(shard);
        }
        again(settings);
    }

    private void again(SpoolSettings settings) throws IOException {
        try (Spool spool = RocksSpool.open(directory.resolve("spool"), settings)) {
            verify(spool.forArrival());
        }
    }

    private IOException fill(Shard shard) {
        for (int i = 0; i < 100_000; i++) {
            try {
                accept(shard);
            } catch (IOException e) {
                return e;
            }
        }
        throw new IllegalStateException("the disk is too large to be filled");
    }

    private void tryOnce(Shard shard) {
        try {
            accept(shard);
        } catch (IOException e) {
            need(e.getMessage() != null, "an error with words");
        }
    }

    private void accept(Shard shard) throws IOException {
        int next = seed++;
        var id =
                Mail.accept(shard, text(next), Mail.envelope("h" + next % 3, Mail.NOON, Mail.NOON));
        acknowledged.put(id, next);
    }

    private static byte[] text(int seed) {
        return Mail.text(seed, seed % 10 == 0 ? 400_000 : 30_000);
    }

    /// Reschedules a hundred, which takes room.
    private void put(Shard shard) throws IOException {
        for (MessageId id : acknowledged.keySet().stream().limit(100).toList()) {
            Recipient recipient = shard.recipient(id, 0).orElseThrow();
            shard.settle(id, List.of(Mail.deferred(recipient, Instant.now())), Optional.empty());
        }
    }

    private void settle(Shard shard) throws IOException {
        for (MessageId id : acknowledged.keySet().stream().limit(200).toList()) {
            var all = shard.recipients(id).stream().map(Mail::delivered).toList();
            shard.settle(id, all, Optional.empty());
            acknowledged.remove(id);
        }
    }

    private void verify(Shard shard) throws IOException {
        need(shard.check().isEmpty(), "nothing to find: " + shard.check());
        for (var entry : acknowledged.entrySet()) {
            Message message = shard.find(entry.getKey()).orElseThrow();
            need(
                    Arrays.equals(Mail.read(message.content()), text(entry.getValue())),
                    "the text of " + message.id());
        }
        say(acknowledged.size() + " messages are there; " + shard.health());
    }

    /// As much as there is room for.
    private void ballast() throws IOException {
        try (var out = Files.newOutputStream(directory.resolve("ballast"))) {
            for (int i = 0; i < BALLAST; i += 4096) out.write(new byte[4096]);
        } catch (IOException e) {
            say("the disk is full already");
        }
    }

    private void room() throws IOException {
        Files.delete(directory.resolve("ballast"));
    }

    private static void need(boolean condition, String what) {
        if (!condition) throw new IllegalStateException("expected " + what);
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
