package org.posthouse.spool.rocks;

import module java.base;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that writes. It takes all that waits and commits it at once; those who come
/// meanwhile make the next commit. When a commit fails, so does all that was in it, and this thread
/// has the store opened again, first at once and then at growing intervals, before it goes on.
final class Committer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

    private static final int MOST = 4_096; // works in a commit
    private static final long LARGEST = 8 << 20; // octets in a commit, but for a single work
    private static final long WAITING = 16 << 20; // octets that may wait; beyond, callers wait
    private static final Duration FIRST_RETRY = Duration.ofMillis(20);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);

    private final Gate gate;
    private final Ledger ledger;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition roomy = lock.newCondition();
    private final Deque<Work> queue = new ArrayDeque<>();
    private long waiting;
    private boolean idle;
    private boolean closing;
    private volatile Optional<Long> began = Optional.empty(); // nanoseconds, while a commit runs
    private final Thread thread;

    /// @param gate open
    Committer(Gate gate, Ledger ledger, String name) {
        this.gate = gate;
        this.ledger = ledger;
        thread = Thread.ofPlatform().name(name).start(this::run);
    }

    /// Commits and waits for it.
    ///
    /// @param epoch of what the batch was made from
    /// @throws IOException when it is not known whether the batch is in the store
    void commit(Batch batch, Durability durability, long epoch) throws IOException {
        submit(batch, durability, epoch).await();
    }

    /// Commits, but does not wait for it.
    Work submit(Batch batch, Durability durability, long epoch) throws IOException {
        var work = new Work(batch, durability, epoch);
        lock.lock();
        try {
            while (!closing && waiting > WAITING) roomy.awaitUninterruptibly();
            if (closing) throw new IOException("the spool is closed");
            gate.up();
            queue.add(work);
            waiting += work.batch().octets();
            if (idle) arrived.signal();
        } finally {
            lock.unlock();
        }
        return work;
    }

    /// How long the commit that is under way has taken so far.
    Duration committing() {
        return began.map(nanos -> Duration.ofNanos(System.nanoTime() - nanos))
                .orElse(Duration.ZERO);
    }

    private void run() {
        var group = new ArrayList<Work>();
        while (take(group)) {
            try {
                began = Optional.of(System.nanoTime());
                commit(group);
                began = Optional.empty();
            } catch (IOException | RuntimeException | Error e) {
                String why = Objects.requireNonNullElse(e.getMessage(), e.toString());
                if (!(e instanceof IOException)) LOG.error("spool fault", e);
                began = Optional.empty();
                gate.down(why);
                fail(group, why);
                mend(why);
            }
            group.clear();
        }
    }

    /// Waits for work.
    ///
    /// @return whether there is any; not, when all is done and we close
    private boolean take(List<Work> group) {
        lock.lock();
        try {
            idle = true;
            while (queue.isEmpty() && !closing) arrived.awaitUninterruptibly();
            idle = false;
            long octets = 0;
            while (!queue.isEmpty() && group.size() < MOST && octets < LARGEST) {
                Work work = queue.remove();
                octets += work.batch().octets();
                group.add(work);
            }
            waiting -= octets;
            roomy.signalAll();
            return !group.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void commit(List<Work> group) throws IOException {
        Gate.Up up = gate.up();
        List<Work> current = group.stream().filter(work -> work.epoch() == up.epoch()).toList();
        var batches = new ArrayList<Batch>(current.size() + 1);
        var durability = Durability.UNSYNCED;
        for (Work work : current) {
            batches.add(work.batch());
            if (work.durability() == Durability.SYNCED) durability = Durability.SYNCED;
        }
        Marks marks = ledger.after(batches);
        batches.add(new Batch().put(Table.META, Keys.MARKS, marks.write()));
        up.store().commit(batches, durability);
        ledger.now(marks);
        for (Work work : group) {
            if (work.epoch() == up.epoch()) work.done();
            else work.failed("the store was opened anew meanwhile");
        }
    }

    private void fail(List<Work> group, String why) {
        for (Work work : group) work.failed(why);
    }

    /// Tries until the store works again or we close. Those who wait are told at once, each time.
    private void mend(String why) {
        Duration pause = FIRST_RETRY;
        while (!gate.reopen(why)) {
            lock.lock();
            try {
                refuse(why);
                if (closing) return;
                idle = true;
                if (arrived.awaitNanos(pause.toNanos()) > 0 && closing) return;
            } catch (InterruptedException e) {
                // nobody interrupts this thread; were it so, trying again does no harm
            } finally {
                idle = false;
                lock.unlock();
            }
            pause = pause.multipliedBy(2);
            if (pause.compareTo(LAST_RETRY) > 0) pause = LAST_RETRY;
        }
    }

    private void refuse(String why) {
        for (Work work : queue) work.failed(why);
        queue.clear();
        waiting = 0;
        roomy.signalAll();
    }

    /// Commits what waits, and ends. Nothing is taken from now on.
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            arrived.signal();
            roomy.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
