package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.mail.MessageId;

/// How many recipients of a message are still open, for the messages that are being worked on: to
/// settle one of ten thousand must not mean to look at all of them. Whoever asks holds the lock of
/// the message's text. A count holds for its epoch only, for what was committed unsynced may be
/// lost between two.
final class OpenCounts {
    private static final int MOST = 4_096; // messages; the one not asked for longest is forgotten

    private record Count(long epoch, int open) {}

    private static final class Recent extends LinkedHashMap<MessageId, Count> {
        private static final long serialVersionUID = 1;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<MessageId, Count> eldest) {
            return size() > MOST;
        }
    }

    private final Map<MessageId, Count> counts = new Recent();

    synchronized OptionalInt of(MessageId id, long epoch) {
        Count count = counts.get(id);
        return count != null && count.epoch() == epoch
                ? OptionalInt.of(count.open())
                : OptionalInt.empty();
    }

    synchronized void put(MessageId id, long epoch, int open) {
        counts.put(id, new Count(epoch, open));
    }

    synchronized void forget(MessageId id) {
        counts.remove(id);
    }
}
