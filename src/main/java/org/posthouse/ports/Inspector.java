package org.posthouse.ports;

import module java.base;

import org.posthouse.ports.identify.Checked;
import org.posthouse.ports.identify.Identifier;
import org.posthouse.ports.identify.Identity;
import org.posthouse.ports.identify.Target;
import org.posthouse.ports.registry.Registry;
import org.posthouse.ports.sockets.Firewall;
import org.posthouse.ports.sockets.IpAddress;
import org.posthouse.ports.sockets.Listing;
import org.posthouse.ports.sockets.LocalSocket;
import org.posthouse.ports.sockets.Namespace;
import org.posthouse.ports.sockets.Sockets;
import org.posthouse.ports.sockets.Transport;
import org.posthouse.ports.sockets.Unreadable;
import org.posthouse.ports.sockets.Wanted;

/// Finds what listens on this machine and judges it: the local half of a port's dossier.
///
/// @param identifier calls the listeners it can, TCP ones in our own network namespace; empty to
///   call none
/// @param baseline what is allowed
public record Inspector(
        Sockets sockets,
        Registry registry,
        Optional<Identifier> identifier,
        Optional<Baseline> baseline) {
    /// What was found.
    ///
    /// @param listing what was read, with what could not be
    public record Found(Listing listing, List<Inspection> inspections) {
        public Found {
            inspections = List.copyOf(inspections);
        }
    }

    /// How many are called at one time.
    private static final int CALLS = 20;

    /// All listeners that are wanted; those that are to be called are called side by side.
    public Found inspect(Wanted wanted) throws Unreadable {
        Listing listing = sockets.read(wanted);
        if (identifier.isEmpty())
            return new Found(
                    listing,
                    listing.sockets().stream()
                            .map(socket -> judged(socket, Optional.empty(), listing.firewall()))
                            .toList());
        var under = new ArrayList<Future<Inspection>>();
        try (ExecutorService calls =
                Executors.newFixedThreadPool(CALLS, Thread.ofVirtual().factory())) {
            for (LocalSocket socket : listing.sockets())
                under.add(calls.submit(() -> judged(socket, called(socket), listing.firewall())));
        }
        return new Found(listing, under.stream().map(Future::resultNow).toList());
    }

    private Inspection judged(LocalSocket socket, Optional<Checked> checked, Firewall firewall) {
        Optional<Identity> identity = checked.flatMap(Checked::identity);
        Allowance allowance =
                baseline.filter(_ -> Baseline.isOfOurs(socket))
                        .map(list -> list.allowance(socket, identity.map(Identity::spoken)))
                        .orElse(Allowance.NONE);
        Facts facts = Facts.of(socket, registry, identity, firewall.passage(socket), allowance);
        return new Inspection(socket, checked, facts, Judgement.of(facts));
    }

    /// Only TCP, and only what is reached from here.
    private Optional<Checked> called(LocalSocket socket) {
        boolean here = socket.namespace() instanceof Namespace.Own;
        if (!here || socket.transport() != Transport.TCP) return Optional.empty();
        Target target = Target.of(address(socket.address()), socket.port());
        return identifier.map(one -> one.check(target));
    }

    /// A socket for all addresses is called at the loopback one.
    private static InetAddress address(IpAddress bound) {
        boolean v6 = bound.version() == IpAddress.Version.IPV6;
        String text = bound.isAny() ? v6 ? "::1" : "127.0.0.1" : bound.toString();
        return InetAddress.ofLiteral(text);
    }
}
