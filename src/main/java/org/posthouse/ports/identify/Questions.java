package org.posthouse.ports.identify;

import module java.base;

/// How much may still be said to one service, over all connections to it.
final class Questions {
    /// "At most three harmless lines": a promise to whoever runs the service.
    static final int MOST = 3;

    private final boolean mayBeAsked;
    private final AtomicInteger left;

    Questions(Identifier.Manner manner) {
        this.mayBeAsked = manner == Identifier.Manner.ASK;
        this.left = new AtomicInteger(mayBeAsked ? MOST : 0);
    }

    /// Whether anything at all may be said, if only a word of leave.
    boolean mayBeAsked() {
        return mayBeAsked;
    }

    /// @return whether there was one left, which is used up now
    boolean take() {
        return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    int left() {
        return left.get();
    }
}
