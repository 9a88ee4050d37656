package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.spool.NoRoom;
import org.posthouse.spool.SpoolSettings;

/// Watches the room on the disk, so that we stop accepting before the store must stop writing. What
/// is in the log and not in tables yet needs its room a second time, and is counted as used.
final class Reserve {
    private static final long DEFAULT = 256L << 20;
    private static final int SHARE = 20; // of the disk, at most, unless set
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final long SOON = 16L << 20; // octets written after which we look again

    /// What is known of the disk.
    interface Disk {
        long free() throws IOException;

        long total() throws IOException;

        static Disk of(Path directory) {
            return new Disk() {
                @Override
                public long free() throws IOException {
                    return Files.getFileStore(directory).getUsableSpace();
                }

                @Override
                public long total() throws IOException {
                    return Files.getFileStore(directory).getTotalSpace();
                }
            };
        }
    }

    private final Disk disk;
    private final long reserve;
    private final LongSupplier unflushed;
    private final AtomicLong written = new AtomicLong();
    private volatile long free;
    private volatile long looked;

    Reserve(Disk disk, SpoolSettings settings, LongSupplier unflushed) throws IOException {
        this.disk = disk;
        this.unflushed = unflushed;
        reserve = settings.reserve().orElse(Math.min(DEFAULT, disk.total() / SHARE));
        look();
    }

    /// Octets that must stay free.
    long octets() {
        return reserve;
    }

    /// Octets that can still be used, as of a second ago or less.
    long free() throws IOException {
        if (System.nanoTime() - looked > FRESH.toNanos()) look();
        return free;
    }

    /// @param octets that somebody is about to write
    /// @throws NoRoom when the reserve is touched
    void need(long octets) throws IOException {
        if (written.addAndGet(octets) > SOON) look();
        if (free() <= reserve)
            throw new NoRoom("the disk of the spool has " + free + " octets left");
    }

    private void look() throws IOException {
        looked = System.nanoTime();
        written.set(0);
        free = Math.max(0, disk.free() - unflushed.getAsLong());
    }
}
