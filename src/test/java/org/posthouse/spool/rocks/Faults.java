package org.posthouse.spool.rocks;

import module java.base;

/// Makes calls of a store fail, as a test wishes.
final class Faults {
    /// The calls of the seam.
    enum Call {
        OPEN,
        GET,
        SCAN,
        COMMIT,
        CLOSE
    }

    /// How a call fails.
    enum Kind {
        /// One call, without effect.
        ONCE,
        /// One call, after it had its effect.
        ONCE_TOO_LATE,
        /// All calls from that one on, without effect.
        FROM_THEN_ON,
        /// All calls from that one on, after they had their effect.
        FROM_THEN_ON_TOO_LATE;

        boolean lasts() {
            return this == FROM_THEN_ON || this == FROM_THEN_ON_TOO_LATE;
        }

        boolean tooLate() {
            return this == ONCE_TOO_LATE || this == FROM_THEN_ON_TOO_LATE;
        }
    }

    /// @param nth from 1
    record Plan(Call call, int nth, Kind kind) {}

    private final Map<Call, Integer> counts = new EnumMap<>(Call.class);
    private final List<Commit> commits = new CopyOnWriteArrayList<>();
    private final Semaphore pass = new Semaphore(1);
    private Runnable atFailedCommit = () -> {};
    private List<Plan> plans = List.of();
    private final Set<Plan> struck = new HashSet<>();

    /// A commit that reached the store.
    record Commit(int batches, Durability durability) {}

    List<Commit> commits() {
        return commits;
    }

    /// Lets the next commit wait, until [#letGo].
    void hold() {
        pass.acquireUninterruptibly();
    }

    void letGo() {
        pass.release();
    }

    synchronized void arm(List<Plan> next) {
        counts.clear();
        plans = next;
        struck.clear();
    }

    synchronized void lift() {
        plans = List.of();
    }

    /// @param happens when a commit fails, before anybody is told
    synchronized void atFailedCommit(Runnable happens) {
        atFailedCommit = happens;
    }

    /// Whether the planned call came.
    synchronized boolean struck(Plan plan) {
        return struck.contains(plan);
    }

    private synchronized Optional<Kind> now(Call call) {
        int count = counts.merge(call, 1, Integer::sum);
        Optional<Plan> due =
                plans.stream()
                        .filter(p -> p.call() == call)
                        .filter(p -> p.kind().lasts() ? count >= p.nth() : count == p.nth())
                        .findFirst();
        due.ifPresent(struck::add);
        return due.map(Plan::kind);
    }

    private interface Action<T> {
        T run() throws IOException;
    }

    private <T> T run(Call call, Action<T> action) throws IOException {
        Optional<Kind> kind = now(call);
        if (kind.isEmpty()) return action.run();
        if (kind.get().tooLate()) {
            T unused = action.run();
            if (unused instanceof Store opened) opened.close();
        }
        if (call == Call.COMMIT) atFailedCommit.run();
        throw new IOException("injected: " + call + " " + kind.get());
    }

    Store.Engine in(Store.Engine engine) {
        return () -> run(Call.OPEN, () -> new Faulty(engine.open()));
    }

    private final class Faulty implements Store {
        private final Store store;

        Faulty(Store store) {
            this.store = store;
        }

        @Override
        public Optional<byte[]> get(Table table, byte[] key) throws IOException {
            return run(Call.GET, () -> store.get(table, key));
        }

        @Override
        public void scan(Table table, byte[] from, byte[] below, Visitor visitor)
                throws IOException {
            run(
                    Call.SCAN,
                    () -> {
                        store.scan(table, from, below, visitor);
                        return true;
                    });
        }

        @Override
        public void commit(List<Batch> batches, Durability durability) throws IOException {
            commits.add(new Commit(batches.size(), durability));
            hold();
            letGo();
            run(
                    Call.COMMIT,
                    () -> {
                        store.commit(batches, durability);
                        return true;
                    });
        }

        @Override
        public View view() throws IOException {
            return store.view();
        }

        @Override
        public long unflushed() throws IOException {
            return store.unflushed();
        }

        @Override
        public void close() throws IOException {
            try {
                run(Call.CLOSE, () -> true);
            } finally {
                store.close(); // native memory is let go whatever happens
            }
        }
    }
}
