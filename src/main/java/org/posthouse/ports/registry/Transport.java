package org.posthouse.ports.registry;

import module java.base;

/// A transport protocol whose ports the registry assigns, each for itself (RFC 6335 section 6).
/// UDP-Lite has none of its own: it shares UDP's (RFC 3828).
public enum Transport {
    TCP,
    UDP,
    SCTP,
    DCCP;

    /// As it stands after the number: `57/tcp`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param word in any case
    public static Optional<Transport> of(String word) {
        return Stream.of(values()).filter(one -> one.word().equalsIgnoreCase(word)).findFirst();
    }
}
