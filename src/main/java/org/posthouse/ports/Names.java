package org.posthouse.ports;

import module java.base;

import org.posthouse.ports.registry.History;
import org.posthouse.ports.registry.Listing;
import org.posthouse.ports.registry.Registry;
import org.posthouse.ports.registry.Span;
import org.posthouse.ports.registry.Standing;
import org.posthouse.ports.registry.State;
import org.posthouse.ports.registry.Transport;

/// What a port is called: today, and once. The two stay apart.
///
/// @param registered the names of the services that have it today
/// @param historic the keywords it had in the printed lists, 1972 to 1994, and the texts of rows
///   that had none
public record Names(State state, List<String> registered, List<String> historic) {
    public Names {
        registered = List.copyOf(registered);
        historic = List.copyOf(historic);
    }

    /// @param transport as the system has it; UDP-Lite shares UDP's ports (RFC 3828)
    public static Names of(
            int port, org.posthouse.ports.sockets.Transport transport, Registry registry) {
        // most sockets of a busy machine are there, and nothing is written about them
        if (Span.of(port) == Span.DYNAMIC) return new Names(State.DYNAMIC, List.of(), List.of());
        Transport whose =
                switch (transport) {
                    case TCP -> Transport.TCP;
                    case UDP, UDPLITE -> Transport.UDP;
                    case SCTP -> Transport.SCTP;
                };
        Standing standing = registry.standing(port, whose);
        return new Names(standing.state(), standing.names(), historic(port, whose));
    }

    private static List<String> historic(int port, Transport transport) {
        return History.listings(port).stream()
                .filter(row -> row.section() != Listing.Section.CLASSES)
                .filter(row -> row.speaksOf(transport))
                .filter(row -> row.status() == Listing.Status.ASSIGNED)
                .map(row -> row.keyword().isEmpty() ? row.description() : row.keyword())
                .distinct()
                .toList();
    }

    /// In a few words for a table: `smtp`; `urd, submissions`; `private use, was MTP`.
    public String words() {
        String now = registered.isEmpty() ? state.words() : String.join(", ", registered);
        boolean same =
                historic.isEmpty()
                        || registered.stream()
                                .anyMatch(
                                        name -> historic.stream().anyMatch(name::equalsIgnoreCase));
        return same ? now : now + ", was " + historic.getLast();
    }
}
