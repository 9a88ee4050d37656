package org.posthouse.ports.identify;

import module java.base;

/// How far one gets with a port.
public enum Reach {
    /// It takes a connection; of UDP: it answered.
    OPEN,
    /// The host refuses: nobody listens.
    CLOSED,
    /// No answer at all, as behind a wall; or the host is switched off.
    FILTERED,
    /// No way leads to the host.
    UNREACHABLE,
    /// UDP without an answer: perhaps open, perhaps filtered.
    OPEN_OR_FILTERED;

    /// As reports and scripts have it.
    public String word() {
        return this == OPEN_OR_FILTERED ? "open|filtered" : name().toLowerCase(Locale.ROOT);
    }
}
