package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.spool.InUse;

/// A store that forgets nothing as long as the test lives. What is committed unsynced is set apart,
/// so that a failure can take it away, as the loss of power would.
final class MemoryEngine implements Store.Engine {
    private final Map<Table, NavigableMap<byte[], byte[]>> tables = new EnumMap<>(Table.class);
    private final List<Map<Table, NavigableMap<byte[], byte[]>>> synced = new ArrayList<>();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean open;

    MemoryEngine() {
        for (Table table : Table.values()) tables.put(table, sorted());
    }

    private static NavigableMap<byte[], byte[]> sorted() {
        return new TreeMap<>(Arrays::compareUnsigned);
    }

    @Override
    public Store open() throws IOException {
        if (open) throw new InUse("memory");
        open = true;
        return new Memory();
    }

    /// From now on a failure can go back to the latest synced commit. Slow: each one is copied.
    void mindSyncs() {
        synced.add(copy());
    }

    /// Takes away what was not synced.
    void losePower() {
        lock.writeLock().lock();
        try {
            tables.putAll(synced.getLast());
            synced.set(0, copy());
        } finally {
            lock.writeLock().unlock();
        }
    }

    private Map<Table, NavigableMap<byte[], byte[]>> copy() {
        var copy = new EnumMap<Table, NavigableMap<byte[], byte[]>>(Table.class);
        tables.forEach((table, entries) -> copy.put(table, new TreeMap<>(entries)));
        return copy;
    }

    private static void scan(
            NavigableMap<byte[], byte[]> entries, byte[] from, byte[] below, Store.Visitor visitor)
            throws IOException {
        if (Arrays.compareUnsigned(from, below) >= 0) return;
        for (var entry : entries.subMap(from, below).entrySet())
            if (!visitor.more(entry.getKey().clone(), entry.getValue().clone())) return;
    }

    private NavigableMap<byte[], byte[]> table(Table table) {
        return Objects.requireNonNull(tables.get(table));
    }

    private final class Memory implements Store {
        private boolean closed;

        private void need() {
            if (closed) throw new IllegalStateException("used after it was closed");
        }

        @Override
        public Optional<byte[]> get(Table table, byte[] key) {
            lock.readLock().lock();
            try {
                need();
                return Optional.ofNullable(table(table).get(key)).map(byte[]::clone);
            } finally {
                lock.readLock().unlock();
            }
        }

        @Override
        public void scan(Table table, byte[] from, byte[] below, Visitor visitor)
                throws IOException {
            lock.readLock().lock();
            try {
                need();
                MemoryEngine.scan(table(table), from, below, visitor);
            } finally {
                lock.readLock().unlock();
            }
        }

        @Override
        public void commit(List<Batch> batches, Durability durability) throws IOException {
            lock.writeLock().lock();
            try {
                need();
                for (Batch batch : batches) batch.replay(new Changes());
                if (!synced.isEmpty() && durability == Durability.SYNCED) synced.set(0, copy());
            } finally {
                lock.writeLock().unlock();
            }
        }

        @Override
        public View view() {
            lock.readLock().lock();
            try {
                need();
                return new Then(copy());
            } finally {
                lock.readLock().unlock();
            }
        }

        @Override
        public long unflushed() {
            return 0;
        }

        @Override
        public void close() {
            need();
            closed = true;
            open = false;
        }
    }

    private final class Changes implements Batch.Target {
        @Override
        public void put(Table table, byte[] key, byte[] value) {
            table(table).put(key.clone(), value.clone());
        }

        @Override
        public void delete(Table table, byte[] key) {
            table(table).remove(key);
        }

        @Override
        public void deleteRange(Table table, byte[] from, byte[] below) {
            table(table).subMap(from, below).clear();
        }
    }

    private record Then(Map<Table, NavigableMap<byte[], byte[]>> tables) implements Store.View {
        private NavigableMap<byte[], byte[]> table(Table table) {
            return Objects.requireNonNull(tables.get(table));
        }

        @Override
        public Optional<byte[]> get(Table table, byte[] key) {
            return Optional.ofNullable(table(table).get(key));
        }

        @Override
        public void scan(Table table, byte[] from, byte[] below, Store.Visitor visitor)
                throws IOException {
            MemoryEngine.scan(table(table), from, below, visitor);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
