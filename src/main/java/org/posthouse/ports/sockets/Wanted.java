package org.posthouse.ports.sockets;

import module java.base;

/// Which sockets to look for. Whoever wants few gets them sooner, since owners are sought only of
/// what was found.
///
/// @param detail how much trouble to take
public record Wanted(Set<Transport> transports, IntPredicate ports, Detail detail) {
    /// How much is asked of the system.
    public enum Detail {
        /// What is quick to tell.
        QUICK,
        /// Also which versions of the Internet Protocol a socket on `::` takes.
        WHOLE
    }

    public static final Wanted ALL = new Wanted(EnumSet.allOf(Transport.class), _ -> true);

    public Wanted(Set<Transport> transports, IntPredicate ports) {
        this(transports, ports, Detail.QUICK);
    }

    public Wanted {
        transports = Set.copyOf(transports);
    }

    /// The same, with all that can be told of it.
    public Wanted whole() {
        return new Wanted(transports, ports, Detail.WHOLE);
    }

    /// One port, by whatever transport.
    public static Wanted port(int port) {
        return new Wanted(EnumSet.allOf(Transport.class), one -> one == port);
    }
}
