package org.posthouse.nimail.niftp;

import module java.base;

import org.posthouse.wire.Octets;

/// The receiver's side of a hold: when the store can take no more for now, and for how long the
/// sender is kept waiting (docs/niftp.md, the data phase). What the sender has said before he holds
/// is still taken.
final class Hold {
    /// Octets of data from one look at the store to the next.
    private static final long STRIDE = 1 << 16;

    private static final Duration STEP = Duration.ofMillis(50);

    private final Store store;
    private final Duration longest;
    private long since = STRIDE; // a look is due at once
    private Optional<String> asked = Optional.empty();

    /// @param timeout of the transfer: the sender gives up when he hears nothing for so long, so we
    ///   speak before
    Hold(Store store, Duration timeout) {
        this.store = store;
        this.longest = timeout.multipliedBy(3).dividedBy(4);
    }

    /// Whether the sender was asked to hold and has not done so yet.
    boolean asked() {
        return asked.isPresent();
    }

    /// @return why the sender should be asked now
    Optional<String> due(long octets) {
        since += octets;
        if (since < STRIDE || asked()) return Optional.empty();
        since = 0;
        return store.hindrance();
    }

    void ask(String why) {
        asked = Optional.of(why);
    }

    /// Keeps him waiting for as long as it takes, while he can be expected to, and the line and we
    /// are there.
    ///
    /// @return what still stands against going on
    Optional<String> await(Octets line) {
        asked = Optional.empty();
        since = 0;
        long limit = System.nanoTime() + longest.toNanos();
        Optional<String> why = store.hindrance();
        while (why.isPresent() && System.nanoTime() - limit < 0 && !line.leaving()) {
            LockSupport.parkNanos(STEP.toNanos());
            why = store.hindrance();
        }
        return why;
    }
}
