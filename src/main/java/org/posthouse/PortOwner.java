package org.posthouse;

import module java.base;

import org.posthouse.ports.sockets.LocalSocket;
import org.posthouse.ports.sockets.Owner;
import org.posthouse.ports.sockets.Owners;
import org.posthouse.ports.sockets.Sockets;
import org.posthouse.ports.sockets.Transport;
import org.posthouse.ports.sockets.Unreadable;
import org.posthouse.ports.sockets.Wanted;

/// Which process listens on a TCP port of this machine, as far as the system lets us see. For the
/// one message that says why we could not bind.
final class PortOwner {
    private PortOwner() {}

    /// In words: `process 4711 (master)`, or that it cannot be seen.
    static String of(int port) {
        var wanted = new Wanted(EnumSet.of(Transport.TCP), one -> one == port);
        try {
            return of(Sockets.here().read(wanted).sockets());
        } catch (Unreadable _) {
            return "another process";
        }
    }

    private static String of(List<LocalSocket> sockets) {
        Optional<Owner> known =
                sockets.stream().flatMap(socket -> socket.owners().known().stream()).findFirst();
        if (known.isPresent())
            return "process " + known.get().pid() + " (" + known.get().name() + ")";
        boolean hidden =
                sockets.stream().anyMatch(socket -> socket.owners() instanceof Owners.Hidden);
        return hidden ? "a process of another user" : "another process";
    }
}
