package org.posthouse.ports;

import module java.base;

import org.posthouse.ports.sockets.Listing;
import org.posthouse.ports.sockets.LocalSocket;
import org.posthouse.ports.sockets.Owner;
import org.posthouse.ports.sockets.Redirection;
import org.posthouse.ports.sockets.Transport;
import org.posthouse.ports.sockets.Wanted;

/// Which listeners a person wants to see: all that meet every condition that was given. An empty
/// set is no condition.
///
/// @param processes names, or parts of a program's path
/// @param users of the socket or of a process that holds it
public record Sought(
        Set<Integer> ports,
        Set<Transport> transports,
        Set<Integer> pids,
        Set<String> processes,
        Set<String> users) {
    public static final Sought ALL = new Sought(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    public Sought {
        ports = Set.copyOf(ports);
        transports = Set.copyOf(transports);
        pids = Set.copyOf(pids);
        processes = Set.copyOf(processes);
        users = Set.copyOf(users);
    }

    /// What to read, so that less is read: a condition on owners can be judged only afterwards.
    public Wanted wanted() {
        return new Wanted(
                transports.isEmpty() ? Wanted.ALL.transports() : transports,
                port -> ports.isEmpty() || ports.contains(port));
    }

    public Listing of(Listing listing) {
        return listing.with(listing.sockets().stream().filter(this::matches).toList());
    }

    /// The redirections of these ports, or to listeners that are wanted. Nobody owns a redirection:
    /// whoever asks for owners gets those that lead to one's socket.
    public List<Redirection> redirections(Listing wanted) {
        boolean anybody = pids.isEmpty() && processes.isEmpty() && users.isEmpty();
        return wanted.firewall().redirections().stream()
                .filter(one -> transports.isEmpty() || transports.contains(one.transport()))
                .filter(
                        one ->
                                anybody && (ports.isEmpty() || ports.stream().anyMatch(one::has))
                                        || wanted.sockets().stream().anyMatch(one::leadsTo))
                .toList();
    }

    boolean matches(LocalSocket socket) {
        return (ports.isEmpty() || ports.contains(socket.port()))
                && (transports.isEmpty() || transports.contains(socket.transport()))
                && isOwned(socket)
                && isUsed(socket);
    }

    private boolean isOwned(LocalSocket socket) {
        if (pids.isEmpty() && processes.isEmpty()) return true;
        return socket.owners().known().stream()
                .anyMatch(
                        owner ->
                                (pids.isEmpty() || pids.contains(owner.pid()))
                                        && (processes.isEmpty() || isNamed(owner)));
    }

    private boolean isNamed(Owner owner) {
        String path = owner.executable().map(program -> program.path()).orElse("");
        return processes.stream()
                .anyMatch(
                        name ->
                                owner.name().equals(name)
                                        || !name.isEmpty() && path.contains(name));
    }

    private boolean isUsed(LocalSocket socket) {
        if (users.isEmpty()) return true;
        return Stream.concat(
                        socket.user().stream(),
                        socket.owners().known().stream().flatMap(o -> o.user().stream()))
                .anyMatch(users::contains);
    }
}
