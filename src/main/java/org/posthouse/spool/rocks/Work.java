package org.posthouse.spool.rocks;

import module java.base;

/// A batch on its way through the [Committer], and what became of it. One thread awaits it.
final class Work {
    private sealed interface Progress {}

    private record Pending() implements Progress {}

    private record Done() implements Progress {}

    private record Failed(String why) implements Progress {}

    private static final Progress PENDING = new Pending();
    private static final Progress DONE = new Done();

    private final Batch batch;
    private final Durability durability;
    private final long epoch;
    private volatile Progress progress = PENDING;
    private volatile Optional<Thread> waiter = Optional.empty();

    Work(Batch batch, Durability durability, long epoch) {
        this.batch = batch;
        this.durability = durability;
        this.epoch = epoch;
    }

    Batch batch() {
        return batch;
    }

    Durability durability() {
        return durability;
    }

    long epoch() {
        return epoch;
    }

    void done() {
        end(DONE);
    }

    void failed(String why) {
        end(new Failed(why));
    }

    private void end(Progress reached) {
        progress = reached;
        waiter.ifPresent(LockSupport::unpark);
    }

    /// Waits without a time-out, for a wait given up would leave an outcome nobody knows: the
    /// committer ends every work, if only with the disk's own error.
    void await() throws IOException {
        waiter =
                Optional.of(
                        Thread.currentThread()); // before progress is read: end() goes the other
        // way
        boolean interrupted = false;
        while (progress instanceof Pending) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) Thread.currentThread().interrupt();
        if (progress instanceof Failed(var why)) throw new IOException(why);
    }
}
