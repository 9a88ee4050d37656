package org.posthouse.ports;

import module java.base;

import org.posthouse.ports.sockets.IpAddress;
import org.posthouse.ports.sockets.Listing;
import org.posthouse.ports.sockets.LocalSocket;
import org.posthouse.ports.sockets.Owner;
import org.posthouse.ports.sockets.Transport;

/// What became of a listening address between two looks.
///
/// Sockets that share an address (`SO_REUSEPORT`) are one listener here: that one of eight workers
/// went is no change of what others can call.
public sealed interface Change {
    /// The socket to show for it.
    LocalSocket socket();

    record Opened(LocalSocket socket) implements Change {}

    record Closed(LocalSocket socket) implements Change {}

    /// The address is listened on as before, but by something else: none of the sockets that were
    /// there is left, or none of the processes that held them. A restart does that.
    record Replaced(LocalSocket before, LocalSocket socket) implements Change {}

    /// What is called: the same port of another namespace is another place.
    record Place(Transport transport, long namespace, IpAddress address, int port) {
        static Place of(LocalSocket socket) {
            return new Place(
                    socket.transport(), socket.namespace().id(), socket.address(), socket.port());
        }
    }

    /// @return in the order of a listing
    static List<Change> between(Listing before, Listing after) {
        Map<Place, List<LocalSocket>> old = places(before);
        Map<Place, List<LocalSocket>> now = places(after);
        var changes = new ArrayList<Change>();
        now.forEach(
                (place, sockets) -> {
                    List<LocalSocket> were = old.getOrDefault(place, List.of());
                    if (were.isEmpty()) changes.add(new Opened(sockets.getFirst()));
                    else if (isOther(were, sockets))
                        changes.add(new Replaced(were.getFirst(), sockets.getFirst()));
                });
        old.forEach(
                (place, sockets) -> {
                    if (!now.containsKey(place)) changes.add(new Closed(sockets.getFirst()));
                });
        changes.sort(Comparator.comparing(Change::socket, Listing.ORDER));
        return changes;
    }

    private static Map<Place, List<LocalSocket>> places(Listing listing) {
        return listing.sockets().stream()
                .collect(Collectors.groupingBy(Place::of, LinkedHashMap::new, Collectors.toList()));
    }

    /// An owner that is not known on both sides proves nothing.
    private static boolean isOther(List<LocalSocket> were, List<LocalSocket> are) {
        if (Collections.disjoint(inodes(were), inodes(are))
                && !(inodes(were).isEmpty() && inodes(are).isEmpty())) return true;
        Set<Integer> before = holders(were);
        Set<Integer> after = holders(are);
        return !before.isEmpty() && !after.isEmpty() && Collections.disjoint(before, after);
    }

    private static Set<Long> inodes(List<LocalSocket> sockets) {
        return sockets.stream()
                .map(LocalSocket::inode)
                .filter(inode -> inode != 0)
                .collect(Collectors.toSet());
    }

    private static Set<Integer> holders(List<LocalSocket> sockets) {
        return sockets.stream()
                .flatMap(socket -> socket.owners().known().stream())
                .map(Owner::pid)
                .collect(Collectors.toSet());
    }
}
