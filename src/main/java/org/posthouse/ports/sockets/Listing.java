package org.posthouse.ports.sockets;

import module java.base;

/// What listened at one time.
///
/// @param sockets by port, then transport, then address
/// @param gaps what could not be looked at, a sentence each; empty if all could be
/// @param temporary the ports from which the system serves whoever asks for none in particular
/// @param firewall what its packet filters do, as far as they could be read
public record Listing(
        Instant at,
        List<LocalSocket> sockets,
        List<String> gaps,
        Temporary temporary,
        Firewall firewall) {
    /// A range of ports, both ends in it.
    public record Temporary(int low, int high) {
        /// The dynamic ports (RFC 6335 section 6), where the system does not say otherwise.
        public static final Temporary DYNAMIC = new Temporary(49_152, 65_535);

        public boolean has(int port) {
            return port >= low && port <= high;
        }
    }

    /// The order of a listing.
    public static final Comparator<LocalSocket> ORDER = Listing::compare;

    public Listing {
        sockets = sorted(sockets);
        gaps = List.copyOf(gaps);
    }

    public Listing(Instant at, List<LocalSocket> sockets, List<String> gaps) {
        this(at, sockets, gaps, Temporary.DYNAMIC, Firewall.UNREAD);
    }

    /// The same with other sockets.
    public Listing with(List<LocalSocket> others) {
        return new Listing(at, others, gaps, temporary, firewall);
    }

    /// Whether it is a datagram socket on a temporary port: most often a client that waits for an
    /// answer, which comes and goes by the minute.
    public boolean isPassing(LocalSocket socket) {
        boolean datagrams =
                socket.transport() == Transport.UDP || socket.transport() == Transport.UDPLITE;
        return datagrams && temporary.has(socket.port());
    }

    private static List<LocalSocket> sorted(List<LocalSocket> sockets) {
        LocalSocket[] sorted = sockets.toArray(LocalSocket[]::new);
        Arrays.sort(sorted, ORDER);
        return List.of(sorted);
    }

    /// Written out, since it is called ten thousand times before a short command's end, and chained
    /// comparators are made anew at each start.
    private static int compare(LocalSocket a, LocalSocket b) {
        int order = Integer.compare(a.port(), b.port());
        if (order == 0) order = a.transport().compareTo(b.transport());
        if (order == 0) order = a.address().compareTo(b.address());
        if (order == 0) order = Long.compare(a.namespace().id(), b.namespace().id());
        return order == 0 ? Long.compare(a.inode(), b.inode()) : order;
    }
}
