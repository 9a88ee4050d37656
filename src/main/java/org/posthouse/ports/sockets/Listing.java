package org.posthouse.ports.sockets;

import module java.base;

/// What listened at one time.
///
/// @param sockets by port, then transport, then address
/// @param gaps what could not be looked at, a sentence each; empty if all could be
public record Listing(Instant at, List<LocalSocket> sockets, List<String> gaps) {
    /// The order of a listing.
    public static final Comparator<LocalSocket> ORDER =
            Comparator.comparingInt(LocalSocket::port)
                    .thenComparing(LocalSocket::transport)
                    .thenComparing(socket -> socket.address().version())
                    .thenComparing(socket -> socket.address().high(), Long::compareUnsigned)
                    .thenComparing(socket -> socket.address().low(), Long::compareUnsigned)
                    .thenComparingLong(Listing::place)
                    .thenComparingLong(LocalSocket::inode);

    public Listing {
        sockets = sockets.stream().sorted(ORDER).toList();
        gaps = List.copyOf(gaps);
    }

    private static long place(LocalSocket socket) {
        return switch (socket.namespace()) {
            case Namespace.Own _ -> 0;
            case Namespace.Other(long id, int _) -> id;
        };
    }
}
