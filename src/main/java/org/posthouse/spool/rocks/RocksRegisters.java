package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.spool.Registers;

/// The small tables, all in one [Table#REGISTER], each row under its register's name.
final class RocksRegisters implements Registers {
    private final Gate gate;
    private final Committer committer;
    private final ReentrantLock writing = new ReentrantLock();

    RocksRegisters(Gate gate, Committer committer) {
        this.gate = gate;
        this.committer = committer;
    }

    @Override
    public Optional<Row> find(String register, String key) throws IOException {
        if (!Row.takes(key)) return Optional.empty();
        byte[] octets = RowRecord.key(register, key);
        Optional<byte[]> value = gate.read(store -> store.get(Table.REGISTER, octets));
        return value.isPresent()
                ? Optional.of(RowRecord.read(octets, value.get()))
                : Optional.empty();
    }

    @Override
    public List<Row> list(String register, String after, int limit) throws IOException {
        byte[] from = RowRecord.key(register, after);
        var rows = new ArrayList<Row>();
        if (limit < 1) return rows;
        return gate.read(
                store -> {
                    store.scan(
                            Table.REGISTER,
                            from,
                            RowRecord.end(register),
                            (key, value) -> {
                                if (!Arrays.equals(key, from)) rows.add(RowRecord.read(key, value));
                                return rows.size() < limit;
                            });
                    return rows;
                });
    }

    @Override
    public List<String> names() throws IOException {
        var names = new ArrayList<String>();
        for (Optional<String> next = after(Keys.FIRST); next.isPresent(); ) {
            names.add(next.get());
            next = after(RowRecord.end(next.get()));
        }
        return names;
    }

    private Optional<String> after(byte[] from) throws IOException {
        return gate.read(
                store -> {
                    var found = new ArrayList<String>(1);
                    store.scan(
                            Table.REGISTER,
                            from,
                            Keys.END,
                            (key, _) -> {
                                found.add(RowRecord.register(key));
                                return false;
                            });
                    return found.stream().findFirst();
                });
    }

    @Override
    public boolean write(List<Change> changes) throws IOException {
        if (changes.isEmpty()) return true;
        writing.lock(); // held during the commit, so that what is added is added once
        try {
            long epoch = gate.epoch();
            for (Change change : changes)
                if (change instanceof Add(var register, var row)
                        && find(register, row.key()).isPresent()) return false;
            committer.commit(batch(changes), Durability.SYNCED, epoch);
            return true;
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void note(List<Change> changes) throws IOException {
        long epoch = gate.epoch();
        if (!changes.isEmpty()) committer.submit(batch(changes), Durability.UNSYNCED, epoch);
    }

    private static Batch batch(List<Change> changes) {
        var batch = new Batch();
        for (Change change : changes) {
            switch (change) {
                case Put(var register, var row) -> put(batch, register, row);
                case Add(var register, var row) -> put(batch, register, row);
                case Remove(var register, var key) ->
                        batch.delete(Table.REGISTER, RowRecord.key(register, key));
            }
        }
        return batch;
    }

    private static void put(Batch batch, String register, Row row) {
        batch.put(Table.REGISTER, RowRecord.key(register, row.key()), RowRecord.write(row));
    }
}
