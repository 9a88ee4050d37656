package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.sockets.Coverage;
import org.posthouse.ports.sockets.IpAddress;
import org.posthouse.ports.sockets.Listing;
import org.posthouse.ports.sockets.LocalSocket;
import org.posthouse.ports.sockets.Namespace;
import org.posthouse.ports.sockets.Owner;
import org.posthouse.ports.sockets.Owners;
import org.posthouse.ports.sockets.Sockets;
import org.posthouse.ports.sockets.Transport;

/// Machines on which what a test wants listens, and nothing else.
final class Machines {
    static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    /// Nothing listens there.
    static final Sockets QUIET = of();

    private Machines() {}

    static Sockets of(LocalSocket... sockets) {
        return wanted ->
                new Listing(
                        NOON,
                        Stream.of(sockets)
                                .filter(one -> wanted.transports().contains(one.transport()))
                                .filter(one -> wanted.ports().test(one.port()))
                                .toList(),
                        List.of());
    }

    static LocalSocket socket(
            Transport transport, String address, int port, long inode, Owners owners) {
        IpAddress at = IpAddress.parse(address).orElseThrow();
        return new LocalSocket(
                transport,
                at,
                port,
                at.version() == IpAddress.Version.IPV4 ? Coverage.IPV4 : Coverage.IPV6,
                Namespace.OWN,
                inode,
                Optional.of("root"),
                owners);
    }

    static LocalSocket tcp(String address, int port, Owner... owners) {
        return socket(
                Transport.TCP, address, port, 9000L + port, new Owners.Known(List.of(owners)));
    }

    static Owner owner(int pid, String name) {
        return new Owner(
                pid,
                1,
                name,
                Optional.of(
                        new org.posthouse.ports.sockets.Executable("/usr/sbin/" + name, Set.of())),
                List.of("/usr/sbin/" + name, "-d"),
                Optional.of("root"),
                Optional.of(name + ".service"),
                Optional.empty(),
                Optional.of(NOON.minus(Duration.ofHours(3))),
                Optional.empty());
    }
}
