package org.posthouse.wire;

import module java.base;

/// Gives the deadline anew as a text makes progress, but not for each octet of it.
final class Stride {
    /// Octets of a text for which a deadline is given at a time.
    static final int OCTETS = 4096;

    private final Deadline deadline;
    private final Duration limit;
    private final BooleanSupplier open;
    private long octets;

    /// @param open whether the peer still may say more; else the deadline is another's
    Stride(Deadline deadline, Duration limit, BooleanSupplier open) {
        this.deadline = deadline;
        this.limit = limit;
        this.open = open;
    }

    void passed(int length) {
        octets += length;
        if (octets < OCTETS || !open.getAsBoolean()) return;
        octets = 0;
        deadline.within(limit);
    }
}
