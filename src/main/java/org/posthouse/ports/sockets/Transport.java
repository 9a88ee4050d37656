package org.posthouse.ports.sockets;

import module java.base;

/// The transports whose sockets have port numbers and which systems list. (DCCP has them too, but
/// no kernel of today lists its sockets in `/proc`.)
public enum Transport {
    TCP,
    UDP,
    /// RFC 3828.
    UDPLITE,
    SCTP;

    /// As it is written beside a port: `tcp`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The transport of that name, in any case.
    public static Optional<Transport> named(String word) {
        String sought = word.replace("-", "");
        return Arrays.stream(values()).filter(t -> t.word().equalsIgnoreCase(sought)).findFirst();
    }
}
