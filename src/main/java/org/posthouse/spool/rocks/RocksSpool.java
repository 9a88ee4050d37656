package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.mail.MessageId;
import org.posthouse.spool.Registers;
import org.posthouse.spool.Shard;
import org.posthouse.spool.Spool;
import org.posthouse.spool.SpoolSettings;

/// The queue of one machine, in a directory of its own, which one process has at a time.
public final class RocksSpool implements Spool {
    private final RocksShard shard;

    private RocksSpool(RocksShard shard) {
        this.shard = shard;
    }

    /// Opens the spool, makes it when there is none, and recovers what a crash left.
    ///
    /// @throws IOException when the directory is of no use, or another process has it
    public static RocksSpool open(Path directory, SpoolSettings settings) throws IOException {
        Files.createDirectories(directory);
        return open(
                new RocksEngine(directory, settings),
                Reserve.Disk.of(directory),
                settings,
                InstantSource.system());
    }

    static RocksSpool open(
            Store.Engine engine, Reserve.Disk disk, SpoolSettings settings, InstantSource clock)
            throws IOException {
        return new RocksSpool(new RocksShard(engine, disk, settings, clock));
    }

    @Override
    public List<Shard> shards() {
        return List.of(shard);
    }

    @Override
    public Shard forArrival() {
        return shard;
    }

    @Override
    public Optional<Shard> holding(MessageId id) {
        return id.shard() == RocksShard.NUMBER ? Optional.of(shard) : Optional.empty();
    }

    @Override
    public Registers registers() {
        return shard.registers();
    }

    @Override
    public void close() {
        shard.close();
    }
}
