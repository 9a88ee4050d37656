package org.posthouse.ports.sockets;

import module java.base;

/// Which versions of the Internet Protocol the sockets of one listing take. `/proc` does not show
/// `IPV6_V6ONLY`; netlink(7) does. Without it: where IPv4 has a socket of its own on the port, the
/// IPv6 one does without, or it could not have been bound beside it.
final class Coverages {
    private final Set<String> anyIpv4;

    private final Map<Long, Boolean> ipv6Alone;

    Coverages(List<Found> found) {
        this(found, Map.of());
    }

    /// @param ipv6Alone what the kernel told of sockets, by their inodes
    Coverages(List<Found> found, Map<Long, Boolean> ipv6Alone) {
        this.ipv6Alone = Map.copyOf(ipv6Alone);
        anyIpv4 =
                found.stream()
                        .filter(one -> one.address().version() == IpAddress.Version.IPV4)
                        .filter(one -> one.address().isAny())
                        .map(Coverages::place)
                        .collect(Collectors.toSet());
    }

    /// The transports of the caller's own sockets for which the kernel should be asked.
    Set<Transport> open(List<Found> found) {
        Set<Transport> open = EnumSet.noneOf(Transport.class);
        for (Found one : found)
            if (one.namespace() instanceof Namespace.Own && of(one) == Coverage.IPV6_PERHAPS_DUAL)
                open.add(one.transport());
        return open;
    }

    Coverage of(Found one) {
        if (one.address().version() == IpAddress.Version.IPV4) return Coverage.IPV4;
        if (!one.address().isAny()) return Coverage.IPV6;
        boolean own = one.namespace() instanceof Namespace.Own;
        if (own && ipv6Alone.containsKey(one.inode()))
            return ipv6Alone.get(one.inode()) ? Coverage.IPV6 : Coverage.DUAL;
        return anyIpv4.contains(place(one)) ? Coverage.IPV6 : Coverage.IPV6_PERHAPS_DUAL;
    }

    /// A word, since a record's own hash is linked anew at each start of the program.
    private static String place(Found one) {
        return one.transport() + " " + one.namespace().id() + " " + one.port();
    }
}
