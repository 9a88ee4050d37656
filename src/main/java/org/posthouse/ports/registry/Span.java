package org.posthouse.ports.registry;

import module java.base;

/// One of the three ranges of port numbers, each with rules of its own (RFC 6335 section 6).
public enum Span {
    /// Also called well known: assigned by IETF Review or IESG Approval.
    SYSTEM(0, 1023),
    /// Also called registered: assigned after Expert Review too.
    USER(1024, 49_151),
    /// Also called private or ephemeral: never assigned.
    DYNAMIC(49_152, 65_535);

    private final int low;
    private final int high;

    Span(int low, int high) {
        this.low = low;
        this.high = high;
    }

    public int low() {
        return low;
    }

    public int high() {
        return high;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param port 0 to 65535
    public static Span of(int port) {
        return port <= SYSTEM.high ? SYSTEM : port <= USER.high ? USER : DYNAMIC;
    }

    /// @param word in any case
    public static Optional<Span> of(String word) {
        return Stream.of(values()).filter(one -> one.word().equalsIgnoreCase(word)).findFirst();
    }
}
