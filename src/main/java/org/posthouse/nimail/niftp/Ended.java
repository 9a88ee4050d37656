package org.posthouse.nimail.niftp;

/// How the data phase of a transfer ended.
sealed interface Ended {
    /// The data are where they should be, and both sides know it.
    record Well() implements Ended {}

    /// One side gave up, and the other agreed that it did.
    record Failed(State state, Side side, String why) implements Ended {
        /// @param argument 2x of ES, QR and ER; bit 01 says that there is no resumption
        static Failed of(int argument, Side side, String why) {
            boolean hard = (argument & 1) != 0;
            return new Failed(hard ? State.ABORTED : State.ABORTED_RESUMABLE, side, why);
        }
    }

    /// Who gave up.
    enum Side {
        OURS,
        THEIRS
    }

    /// The line is broken, or the partner past all understanding: there is no more to be said.
    record Cut(String why) implements Ended {}
}
