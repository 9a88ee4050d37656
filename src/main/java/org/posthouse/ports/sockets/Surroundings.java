package org.posthouse.ports.sockets;

import module java.base;

/// What is asked of a Linux beside its `/proc`. Tests have surroundings of their own.
///
/// @param filters shows packet filters
/// @param patience how long packet filters are waited for when all else has been read
/// @param ipv6Alone asks the kernel which of its IPv6 sockets of these transports, by their inodes,
///   take IPv6 alone
/// @param root `/`, below which systemd's units lie
record Surroundings(
        FilterTools filters,
        Duration patience,
        Function<Set<Transport>, Map<Long, Boolean>> ipv6Alone,
        Path root) {
    static final Surroundings LIVE =
            new Surroundings(
                    new FilterTools.Live(),
                    Duration.ofSeconds(1),
                    Netlink::ipv6Alone,
                    Path.of("/"));

    /// The same with more patience.
    Surroundings waiting(Duration longer) {
        return new Surroundings(filters, longer, ipv6Alone, root);
    }
}
