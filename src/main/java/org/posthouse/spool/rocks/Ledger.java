package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.mail.MessageId;

/// Gives ids, counts messages, and has both written with each commit, so that neither must be
/// searched for at the next start. Ids rise, whatever the clock does.
final class Ledger {
    private final int shard;
    private final InstantSource clock;
    private final AtomicLong lastId = new AtomicLong();
    private volatile long messages;

    Ledger(int shard, InstantSource clock) {
        this.shard = shard;
        this.clock = clock;
    }

    /// Goes on from what was written. An id given since the last commit is known to nobody but us,
    /// so that this process never goes back.
    void resume(Marks marks) {
        lastId.accumulateAndGet(marks.lastId(), Math::max);
        messages = marks.messages();
    }

    MessageId next() {
        long now = MessageId.of(shard, clock.millis(), 0).value();
        return new MessageId(lastId.updateAndGet(last -> Math.max(last + 1, now)));
    }

    /// Whether it is, or was, an id of ours.
    boolean isOfThePast(MessageId id) {
        return id.shard() == shard && id.value() <= lastId.get();
    }

    long messages() {
        return messages;
    }

    /// What holds once these batches are committed.
    Marks after(List<Batch> batches) {
        long more = batches.stream().mapToInt(Batch::messages).sum();
        return new Marks(lastId.get(), messages + more);
    }

    /// They are.
    void now(Marks marks) {
        messages = marks.messages();
    }
}
