package org.posthouse.ports.sockets;

import module java.base;

/// What is asked of a Linux beside its `/proc`. Tests have surroundings of their own.
///
/// @param filters shows packet filters
/// @param ipv6Alone asks the kernel which of its IPv6 sockets of these transports, by their inodes,
///   take IPv6 alone
/// @param root `/`, below which systemd's units lie
record Surroundings(
        FilterTools filters, Function<Set<Transport>, Map<Long, Boolean>> ipv6Alone, Path root) {
    static final Surroundings LIVE =
            new Surroundings(new FilterTools.Live(), Netlink::ipv6Alone, Path.of("/"));
}
