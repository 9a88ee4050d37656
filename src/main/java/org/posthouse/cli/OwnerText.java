package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.sockets.Executable;
import org.posthouse.ports.sockets.LocalSocket;
import org.posthouse.ports.sockets.Owner;
import org.posthouse.ports.sockets.Owners;

/// Whose a socket of this machine is, in words: one line for each process that holds it.
final class OwnerText {
    private OwnerText() {}

    /// @param at when the socket was seen
    static List<String> of(LocalSocket socket, Instant at) {
        String user = socket.user().map(name -> " (made by " + name + ")").orElse("");
        return switch (socket.owners()) {
            case Owners.Known(var all) -> all.stream().map(owner -> of(owner, at)).toList();
            case Owners.Hidden(var lacking) -> List.of(lacking.words() + user);
            case Owners.Nobody _ ->
                    List.of(
                            "no process: the kernel's own, or of a process outside this PID"
                                    + " namespace"
                                    + user);
        };
    }

    private static String of(Owner owner, Instant at) {
        var words = new ArrayList<String>();
        words.add("process " + owner.pid() + " (" + owner.name() + ")");
        owner.executable().map(Executable::path).ifPresent(words::add);
        owner.user().map(name -> "user " + name).ifPresent(words::add);
        owner.unit().ifPresent(words::add);
        owner.container().map(one -> "container " + one).ifPresent(words::add);
        owner.started()
                .map(then -> "up " + Units.span(Duration.between(then, at)))
                .ifPresent(words::add);
        owner.forwards().map(to -> "forwards to " + to).ifPresent(words::add);
        return String.join(", ", words);
    }
}
