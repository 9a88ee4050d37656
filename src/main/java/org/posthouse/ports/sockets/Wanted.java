package org.posthouse.ports.sockets;

import module java.base;

/// Which sockets to look for. Whoever wants few gets them sooner, since owners are sought only of
/// what was found.
public record Wanted(Set<Transport> transports, IntPredicate ports) {
    public static final Wanted ALL = new Wanted(EnumSet.allOf(Transport.class), _ -> true);

    public Wanted {
        transports = Set.copyOf(transports);
    }

    /// One port, by whatever transport.
    public static Wanted port(int port) {
        return new Wanted(EnumSet.allOf(Transport.class), one -> one == port);
    }
}
