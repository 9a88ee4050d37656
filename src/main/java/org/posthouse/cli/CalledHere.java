package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.Addressee;
import org.posthouse.ports.CheckReport;
import org.posthouse.ports.ListenerJson;
import org.posthouse.ports.identify.Own;
import org.posthouse.ports.identify.Target;
import org.posthouse.ports.registry.Transport;
import org.posthouse.ports.sockets.Listing;
import org.posthouse.ports.sockets.LocalSocket;
import org.posthouse.ports.sockets.Namespace;
import org.posthouse.ports.sockets.Sockets;
import org.posthouse.ports.sockets.Unreadable;
import org.posthouse.ports.sockets.Wanted;

/// Who listens where a call came to, when it came to this machine: the fourth fact of `ports
/// check`, read from the system and not from what the service says.
final class CalledHere {
    private static final int ELSEWHERE = 4; // sockets that are told of

    private CalledHere() {}

    /// @return empty of another machine's port
    static Optional<CheckReport.Here> look(Target called, Transport transport, Sockets sockets) {
        if (!Own.has(called.address())) return Optional.empty();
        var kind =
                transport == Transport.UDP
                        ? org.posthouse.ports.sockets.Transport.UDP
                        : org.posthouse.ports.sockets.Transport.TCP;
        try {
            Listing listing = sockets.read(new Wanted(Set.of(kind), p -> p == called.port()));
            return Optional.of(told(Addressee.of(called.address(), listing.sockets()), listing));
        } catch (Unreadable e) {
            return Optional.of(
                    new CheckReport.Here(List.of("cannot be told: " + e.getMessage()), List.of()));
        }
    }

    private static CheckReport.Here told(List<LocalSocket> taking, Listing listing) {
        List<String> owners =
                taking.isEmpty()
                        ? elsewhere(listing)
                        : taking.stream()
                                .flatMap(one -> OwnerText.of(one, listing.at()).stream())
                                .toList();
        return new CheckReport.Here(
                // a process names itself as it likes
                owners.stream().map(Printable::line).distinct().toList(),
                taking.stream().map(ListenerJson::of).toList());
    }

    /// Where the port is listened at, but not where the call came to.
    private static List<String> elsewhere(Listing listing) {
        if (listing.sockets().isEmpty()) return List.of("nobody: there is no such socket");
        var words = new ArrayList<String>();
        words.add("nobody at this address");
        for (LocalSocket socket : listing.sockets().stream().limit(ELSEWHERE).toList())
            for (String owner : OwnerText.of(socket, listing.at()))
                words.add("at " + socket.endpoint() + namespace(socket) + ": " + owner);
        return words;
    }

    private static String namespace(LocalSocket socket) {
        return switch (socket.namespace()) {
            case Namespace.Own _ -> "";
            case Namespace.Other _ -> " in another network namespace";
        };
    }
}
