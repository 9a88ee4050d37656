package org.posthouse.ports;

import module java.base;

import org.posthouse.ports.sockets.Coverage;
import org.posthouse.ports.sockets.IpAddress;
import org.posthouse.ports.sockets.LocalSocket;
import org.posthouse.ports.sockets.Namespace;

/// To which sockets of this machine a call to one of its addresses comes, as the system chooses
/// them: one that is bound to the address itself comes before one that is bound to all.
public final class Addressee {
    private Addressee() {}

    /// @param sockets of one port and transport
    /// @return none, one, or several that share a place (SO_REUSEPORT)
    public static List<LocalSocket> of(InetAddress called, List<LocalSocket> sockets) {
        Optional<IpAddress> address = IpAddress.parse(called.getHostAddress());
        return address.map(one -> of(one, sockets)).orElse(List.of());
    }

    private static List<LocalSocket> of(IpAddress called, List<LocalSocket> sockets) {
        List<LocalSocket> ours =
                sockets.stream().filter(one -> one.namespace() instanceof Namespace.Own).toList();
        // a call to 0.0.0.0 or :: comes to the loopback address
        boolean any = called.isAny();
        List<Predicate<LocalSocket>> choices =
                List.of(
                        one -> !any && one.address().equals(called),
                        one -> one.address().isAny() && one.address().version() == called.version(),
                        one -> one.address().isAny() && takesBoth(one.coverage()),
                        one -> any && one.address().version() == called.version());
        return choices.stream()
                .map(choice -> ours.stream().filter(choice).toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static boolean takesBoth(Coverage coverage) {
        return switch (coverage) {
            case DUAL, IPV6_PERHAPS_DUAL -> true;
            case IPV4, IPV6 -> false;
        };
    }
}
