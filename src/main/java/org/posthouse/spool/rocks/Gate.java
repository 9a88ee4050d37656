package org.posthouse.spool.rocks;

import module java.base;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds the store: lets readers to it while it works, and is the one that closes it and opens it
/// again. Each opening begins an epoch; what was planned in one epoch is not written in another,
/// for the outcome of the commit that failed between them was not known when it was planned.
final class Gate {
    /// How the store fares.
    sealed interface State {}

    record Up(Store store, long epoch) implements State {}

    /// @param why in an operator's words
    record Down(String why) implements State {}

    record Closed() implements State {}

    /// Brings a store that was just opened into order, before anybody sees it.
    interface Recovery {
        void recover(Store store) throws IOException;
    }

    /// A piece of reading.
    interface Reading<T> {
        T from(Store store) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    /// Reads pin their carriers while they wait for the disk, and [#exclusively] must wait for all.
    private static final int READERS = 4 * Runtime.getRuntime().availableProcessors();

    private final Store.Engine engine;
    private final Recovery recovery;
    private final Semaphore readers = new Semaphore(READERS, true);
    private volatile State state = new Down("not opened yet");
    private Optional<Store> store = Optional.empty(); // for one thread: the committer's, then close
    private long epochs;

    Gate(Store.Engine engine, Recovery recovery) {
        this.engine = engine;
        this.recovery = recovery;
    }

    State state() {
        return state;
    }

    /// The epoch in which what is read from now on may be written.
    long epoch() throws IOException {
        return up().epoch();
    }

    /// The store as it works now; the committer's own way to it.
    Up up() throws IOException {
        return switch (state) {
            case Up up -> up;
            case Down(var why) -> throw new IOException("the spool is out of order: " + why);
            case Closed() -> throw new IOException("the spool is closed");
        };
    }

    /// Waits only while the store is opened again.
    <T> T read(Reading<T> reading) throws IOException {
        readers.acquireUninterruptibly();
        try {
            return reading.from(up().store());
        } finally {
            readers.release();
        }
    }

    /// Octets that will need room a second time, or none if nobody can tell.
    long unflushed() {
        try {
            return read(Store::unflushed);
        } catch (IOException e) {
            return 0;
        }
    }

    /// Opens the store, the first time or again.
    ///
    /// @throws IOException when it fails; a later call may succeed
    void open() throws IOException {
        Store opened = engine.open();
        try {
            recovery.recover(opened);
        } catch (IOException | RuntimeException e) {
            letGo(opened);
            throw e;
        }
        store = Optional.of(opened);
        state = new Up(opened, ++epochs);
    }

    /// After an error: nothing is read or planned any more until the store is opened again. Long
    /// reads that are under way see it.
    void down(String why) {
        LOG.error("spool trouble=\"{}\"", why);
        state = new Down(why);
    }

    /// Closes the store and opens it again. What was not committed for certain is found out by
    /// reading.
    ///
    /// @return whether it works again
    boolean reopen(String why) {
        return exclusively(
                () -> {
                    store.ifPresent(Gate::letGo);
                    store = Optional.empty();
                    try {
                        open();
                        LOG.info("spool works again");
                        return true;
                    } catch (IOException | RuntimeException e) {
                        state = new Down(why + "; " + e.getMessage());
                        return false;
                    }
                });
    }

    void close() {
        state = new Closed();
        exclusively(
                () -> {
                    store.ifPresent(Gate::letGo);
                    store = Optional.empty();
                    return true;
                });
    }

    private boolean exclusively(BooleanSupplier work) {
        readers.acquireUninterruptibly(READERS);
        try {
            return work.getAsBoolean();
        } finally {
            readers.release(READERS);
        }
    }

    private static void letGo(Store store) {
        try {
            store.close();
        } catch (IOException e) {
            LOG.warn("spool closing=\"{}\"", e.getMessage());
        }
    }
}
