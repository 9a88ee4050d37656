package org.posthouse.ports.sockets;

/// Which versions of the Internet Protocol a socket takes callers from.
public enum Coverage {
    IPV4,
    IPV6,
    /// An IPv6 socket bound to `::` that takes IPv4 callers as well (RFC 3493 section 5.3).
    DUAL,
    /// Bound to `::`, and the system does not tell whether `IPV6_V6ONLY` is set, or was not asked.
    IPV6_PERHAPS_DUAL;

    public String words() {
        return switch (this) {
            case IPV4 -> "IPv4";
            case IPV6 -> "IPv6";
            case DUAL -> "IPv4 and IPv6";
            case IPV6_PERHAPS_DUAL -> "IPv6, perhaps IPv4 too";
        };
    }
}
