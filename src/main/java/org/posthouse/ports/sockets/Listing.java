package org.posthouse.ports.sockets;

import module java.base;

/// What listened at one time.
///
/// @param sockets by port, then transport, then address
/// @param gaps what could not be looked at, a sentence each; empty if all could be
public record Listing(Instant at, List<LocalSocket> sockets, List<String> gaps) {
    /// The order of a listing.
    public static final Comparator<LocalSocket> ORDER = Listing::compare;

    public Listing {
        sockets = sorted(sockets);
        gaps = List.copyOf(gaps);
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
