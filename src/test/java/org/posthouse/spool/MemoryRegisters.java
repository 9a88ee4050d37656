package org.posthouse.spool;

import module java.base;

/// Registers in memory, for tests of what keeps its rows there.
public final class MemoryRegisters implements Registers {
    private final SortedMap<String, NavigableMap<String, Row>> registers = new TreeMap<>();

    /// How often something was written.
    public int writes;

    /// Whether everything fails.
    public boolean broken;

    @Override
    public synchronized Optional<Row> find(String register, String key) throws IOException {
        need();
        return Optional.ofNullable(of(register).get(key));
    }

    @Override
    public synchronized List<Row> list(String register, String after, int limit)
            throws IOException {
        need();
        return of(register).tailMap(after, false).values().stream().limit(limit).toList();
    }

    @Override
    public synchronized List<String> names() throws IOException {
        need();
        return List.copyOf(registers.keySet());
    }

    @Override
    public synchronized boolean write(List<Change> changes) throws IOException {
        need();
        for (Change change : changes)
            if (change instanceof Add(var register, var row) && of(register).containsKey(row.key()))
                return false;
        writes++;
        for (Change change : changes) {
            NavigableMap<String, Row> register = new TreeMap<>(of(change.register()));
            switch (change) {
                case Put(_, var row) -> register.put(row.key(), row);
                case Add(_, var row) -> register.put(row.key(), row);
                case Remove(_, var key) -> register.remove(key);
            }
            if (register.isEmpty()) registers.remove(change.register());
            else registers.put(change.register(), register);
        }
        return true;
    }

    @Override
    public void note(List<Change> changes) throws IOException {
        write(changes);
    }

    private NavigableMap<String, Row> of(String register) {
        return registers.getOrDefault(register, new TreeMap<>());
    }

    private void need() throws IOException {
        if (broken) throw new IOException("broken on purpose");
    }
}
