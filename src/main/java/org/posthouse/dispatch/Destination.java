package org.posthouse.dispatch;

import module java.base;

/// What the memory has of one destination: a mark, not its entries. For the agenda's thread alone.
final class Destination {
    /// Where it stands in [Destinations].
    enum Place {
        NOWHERE,
        /// Has entries that are due.
        READY,
        /// Will have.
        LATER,
        /// Has, but the hop they go to has enough to do.
        BLOCKED
    }

    final String name;
    Place place = Place.NOWHERE;

    /// The low-water mark: all entries before it are leased or gone.
    Instant mark = Instant.MAX;

    /// The earliest of the entries that were passed over since the mark began to move.
    Instant passedOver = Instant.MAX;

    /// Whether some of those were passed over because their hop had no room.
    boolean putBack;

    /// When it is to be looked at, while it stands [Place#LATER].
    Instant wake = Instant.MAX;

    /// Entries of it that are leased.
    int leased;

    /// While everything counts as due: those that were deferred meanwhile, which do not.
    Optional<Set<Entry>> flushed = Optional.empty();

    Destination(String name) {
        this.name = name;
    }

    boolean idle() {
        return leased == 0 && mark.equals(Instant.MAX) && passedOver.equals(Instant.MAX);
    }
}
