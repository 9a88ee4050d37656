package org.posthouse.ports.sockets;

import module java.base;

/// A process that holds a socket. What the caller may not see of it is empty.
///
/// @param parent the id of the process that started it; 0 for none or unknown
/// @param name as the system has it, at most 15 octets on Linux; a process may choose it
/// @param command its words; empty if unknown
/// @param user the name of its effective user, the number if it has no name
/// @param unit the systemd unit it belongs to; of process 1 the one whose socket it keeps
/// @param started when it started, which the socket may be later than
/// @param forwards where it passes on what it takes, if it is known as a forwarder of ports; of
///   process 1 the service it starts for it
public record Owner(
        int pid,
        int parent,
        String name,
        Optional<Executable> executable,
        List<String> command,
        Optional<String> user,
        Optional<String> unit,
        Optional<Container> container,
        Optional<Instant> started,
        Optional<String> forwards) {
    public Owner {
        command = List.copyOf(command);
    }

    /// The same as the keeper of a unit's sockets, which it hands to the unit's service.
    Owner keeping(SocketUnit unit) {
        return new Owner(
                pid,
                parent,
                name,
                executable,
                command,
                user,
                Optional.of(unit.name()),
                container,
                started,
                Optional.of(unit.service()));
    }

    /// All that is known of a process when only its number is.
    static Owner of(int pid, String name) {
        return new Owner(
                pid,
                0,
                name,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
