package org.posthouse.ports.sockets;

import module java.base;

/// Which versions of the Internet Protocol the sockets of one listing take, as far as `/proc`
/// tells: it does not show `IPV6_V6ONLY`. Where IPv4 has a socket of its own on the port, the IPv6
/// one does without, or it could not have been bound beside it.
final class Coverages {
    private record Place(Transport transport, Namespace namespace, int port) {
        static Place of(Found found) {
            return new Place(found.transport(), found.namespace(), found.port());
        }
    }

    private final Set<Place> anyIpv4;

    Coverages(List<Found> found) {
        anyIpv4 =
                found.stream()
                        .filter(one -> one.address().version() == IpAddress.Version.IPV4)
                        .filter(one -> one.address().isAny())
                        .map(Place::of)
                        .collect(Collectors.toSet());
    }

    Coverage of(Found one) {
        if (one.address().version() == IpAddress.Version.IPV4) return Coverage.IPV4;
        if (!one.address().isAny()) return Coverage.IPV6;
        return anyIpv4.contains(Place.of(one)) ? Coverage.IPV6 : Coverage.IPV6_PERHAPS_DUAL;
    }
}
