package org.posthouse.spool.rocks;

import module java.base;

/// Changes that are committed together, in the order in which they were added. For one thread,
/// until it is handed over.
final class Batch {
    private static final int OVERHEAD = 16; // octets the log spends on a change, about

    private final List<Change> changes = new ArrayList<>();
    private long octets;
    private int messages;

    /// Whoever writes the changes down.
    interface Target {
        void put(Table table, byte[] key, byte[] value) throws IOException;

        void delete(Table table, byte[] key) throws IOException;

        void deleteRange(Table table, byte[] from, byte[] below) throws IOException;
    }

    private interface Change {
        void to(Target target) throws IOException;
    }

    Batch put(Table table, byte[] key, byte[] value) {
        return add(key.length + value.length, target -> target.put(table, key, value));
    }

    Batch delete(Table table, byte[] key) {
        return add(key.length, target -> target.delete(table, key));
    }

    /// Removes all from `from` on, below `below`.
    Batch deleteRange(Table table, byte[] from, byte[] below) {
        return add(from.length + below.length, target -> target.deleteRange(table, from, below));
    }

    private Batch add(int size, Change change) {
        changes.add(change);
        octets += size + OVERHEAD;
        return this;
    }

    /// Counts a message that enters the queue.
    Batch enters() {
        messages++;
        return this;
    }

    /// Counts a message that leaves it.
    Batch leaves() {
        messages--;
        return this;
    }

    /// How many messages more the queue has with these changes.
    int messages() {
        return messages;
    }

    long octets() {
        return octets;
    }

    int size() {
        return changes.size();
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    void replay(Target target) throws IOException {
        for (Change change : changes) change.to(target);
    }
}
