package org.posthouse.ports;

import module java.base;

import org.posthouse.ports.identify.Identity;
import org.posthouse.ports.identify.Observed;
import org.posthouse.ports.registry.Registry;
import org.posthouse.ports.registry.State;
import org.posthouse.ports.sockets.LocalSocket;
import org.posthouse.ports.sockets.Owners;
import org.posthouse.ports.sockets.Passage;
import org.posthouse.ports.sockets.Reach;

/// All that a [Verdict] on a listener rests upon. What is registered, what was listed once, what
/// was observed, and whose it is stay apart here and are never made one.
///
/// @param registered the names of the services that have the port today
/// @param historic the names that it had in the printed lists, 1972 to 1994
/// @param observed what it speaks; empty if nobody asked it
/// @param passage what the packet filters do with others' calls; empty if that is not known, and
///   where no call of others comes
public record Facts(
        int port,
        State state,
        List<String> registered,
        List<String> historic,
        Optional<Observed> observed,
        Owners owners,
        Reach reach,
        Optional<Passage> passage,
        Allowance allowance) {
    public Facts {
        registered = List.copyOf(registered);
        historic = List.copyOf(historic);
    }

    /// Gathers them.
    public static Facts of(
            LocalSocket socket,
            Registry registry,
            Optional<Identity> identity,
            Optional<Passage> passage,
            Allowance allowance) {
        Names names = Names.of(socket.port(), socket.transport(), registry);
        return new Facts(
                socket.port(),
                names.state(),
                names.registered(),
                names.historic(),
                identity.map(Identity::observed),
                socket.owners(),
                socket.reach(),
                passage,
                allowance);
    }
}
