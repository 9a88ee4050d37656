package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.mail.MessageId;

/// A lock for each id in use, so that what is read of a text and its messages is still so when it
/// is written. Not striped: it is held during a commit, and two strangers on one stripe would wait
/// for each other's disk.
final class Locks {
    /// Held until closed, by the thread that took it.
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    private static final class Entry {
        final ReentrantLock lock = new ReentrantLock();
        int users; // changed within ConcurrentHashMap.compute only
    }

    private final ConcurrentHashMap<MessageId, Entry> entries = new ConcurrentHashMap<>();

    Hold hold(MessageId id) {
        Entry entry =
                entries.compute(
                        id,
                        (_, known) -> {
                            Entry e = known == null ? new Entry() : known;
                            e.users++;
                            return e;
                        });
        entry.lock.lock();
        return () -> release(id, entry);
    }

    /// Both, always the lower one first, so that no two wait for each other.
    Hold hold(MessageId one, MessageId other) {
        Hold first = hold(one.compareTo(other) < 0 ? one : other);
        Hold second = one.equals(other) ? () -> {} : hold(one.compareTo(other) < 0 ? other : one);
        return () -> {
            second.close();
            first.close();
        };
    }

    private void release(MessageId id, Entry entry) {
        entry.lock.unlock();
        entries.computeIfPresent(id, (_, known) -> --known.users == 0 ? null : known);
    }
}
