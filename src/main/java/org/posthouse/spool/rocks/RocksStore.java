package org.posthouse.spool.rocks;

import module java.base;

import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksObject;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// RocksDB behind the seam. Holds native memory until it is closed.
final class RocksStore implements Store {
    private static final String UNFLUSHED = "rocksdb.cur-size-all-mem-tables";

    private final RocksDB db;
    private final Map<Table, ColumnFamilyHandle> handles = new EnumMap<>(Table.class);
    private final Deque<RocksObject> held;
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final WriteOptions unsynced = new WriteOptions().setSync(false);

    /// @param handles in the order of [Table]
    /// @param held what the database needs as long as it is open, the latest first
    RocksStore(RocksDB db, List<ColumnFamilyHandle> handles, Deque<RocksObject> held) {
        this.db = db;
        this.held = held;
        held.push(db);
        handles.forEach(held::push);
        var inOrder = handles.iterator();
        for (Table table : Table.values()) this.handles.put(table, inOrder.next());
        held.push(synced);
        held.push(unsynced);
    }

    @Override
    public Optional<byte[]> get(Table table, byte[] key) throws IOException {
        try {
            return Optional.ofNullable(db.get(handle(table), key));
        } catch (RocksDBException e) {
            throw failure("cannot read", e);
        }
    }

    @Override
    public void scan(Table table, byte[] from, byte[] below, Visitor visitor) throws IOException {
        try (var options = new ReadOptions()) {
            scan(options, table, from, below, visitor);
        }
    }

    private void scan(ReadOptions options, Table table, byte[] from, byte[] below, Visitor visitor)
            throws IOException {
        try (var bound = new Slice(below);
                var entries = db.newIterator(handle(table), options.setIterateUpperBound(bound))) {
            entries.seek(from);
            while (entries.isValid() && visitor.more(entries.key(), entries.value()))
                entries.next();
            entries.status();
        } catch (RocksDBException e) {
            throw failure("cannot read", e);
        }
    }

    @Override
    public void commit(List<Batch> batches, Durability durability) throws IOException {
        try (var changes = new WriteBatch()) {
            var target = new Changes(changes);
            for (Batch batch : batches) batch.replay(target);
            db.write(durability == Durability.SYNCED ? synced : unsynced, changes);
        } catch (RocksDBException e) {
            throw failure("cannot write", e);
        }
    }

    @Override
    public View view() {
        return new Then(db.getSnapshot());
    }

    @Override
    public long unflushed() throws IOException {
        try {
            return db.getAggregatedLongProperty(UNFLUSHED);
        } catch (RocksDBException e) {
            throw failure("cannot be asked", e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            db.syncWal();
        } catch (RocksDBException e) {
            throw failure("cannot sync at the end", e);
        } finally {
            letGo(held);
        }
    }

    private ColumnFamilyHandle handle(Table table) {
        return Objects.requireNonNull(handles.get(table));
    }

    /// Closes all, the latest first.
    static void letGo(Deque<RocksObject> held) {
        while (!held.isEmpty()) held.pop().close();
    }

    static IOException failure(String what, RocksDBException e) {
        return new IOException(what + ": " + e.getMessage(), e);
    }

    private final class Changes implements Batch.Target {
        private final WriteBatch changes;

        Changes(WriteBatch changes) {
            this.changes = changes;
        }

        @Override
        public void put(Table table, byte[] key, byte[] value) throws IOException {
            try {
                changes.put(handle(table), key, value);
            } catch (RocksDBException e) {
                throw failure("cannot write", e);
            }
        }

        @Override
        public void delete(Table table, byte[] key) throws IOException {
            try {
                changes.delete(handle(table), key);
            } catch (RocksDBException e) {
                throw failure("cannot write", e);
            }
        }

        @Override
        public void deleteRange(Table table, byte[] from, byte[] below) throws IOException {
            try {
                changes.deleteRange(handle(table), from, below);
            } catch (RocksDBException e) {
                throw failure("cannot write", e);
            }
        }
    }

    /// A snapshot.
    private final class Then implements View {
        private final Snapshot snapshot;
        private final ReadOptions options = new ReadOptions();

        Then(Snapshot snapshot) {
            this.snapshot = snapshot;
            options.setSnapshot(snapshot);
        }

        @Override
        public Optional<byte[]> get(Table table, byte[] key) throws IOException {
            try {
                return Optional.ofNullable(db.get(handle(table), options, key));
            } catch (RocksDBException e) {
                throw failure("cannot read", e);
            }
        }

        @Override
        public void scan(Table table, byte[] from, byte[] below, Visitor visitor)
                throws IOException {
            RocksStore.this.scan(options, table, from, below, visitor);
        }

        @Override
        public void close() {
            options.close();
            db.releaseSnapshot(snapshot);
        }
    }
}
