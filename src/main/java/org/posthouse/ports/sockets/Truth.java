package org.posthouse.ports.sockets;

/// Whether a condition of a packet filter holds, of a caller of whom not all is known (Kleene's
/// logic of three values).
enum Truth {
    NO,
    MAYBE,
    YES;

    Truth and(Truth other) {
        return compareTo(other) < 0 ? this : other;
    }

    Truth or(Truth other) {
        return compareTo(other) > 0 ? this : other;
    }

    Truth not() {
        return switch (this) {
            case NO -> YES;
            case MAYBE -> MAYBE;
            case YES -> NO;
        };
    }

    static Truth of(boolean known) {
        return known ? YES : NO;
    }
}
