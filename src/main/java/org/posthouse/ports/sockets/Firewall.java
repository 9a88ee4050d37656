package org.posthouse.ports.sockets;

import module java.base;

import org.posthouse.ports.sockets.Chain.Stage;

/// The packet filters of the caller's own network namespace, as far as they could be read: what
/// they do with a stranger's call to a listener, and which ports they pass on elsewhere.
///
/// It is judged of packets that come from another machine. What is passed on to another host goes
/// through that machine's forwarding rules as well, and those are not judged.
public final class Firewall {
    /// Nothing was read.
    public static final Firewall UNREAD = new Firewall(Optional.empty(), List.of());

    private static final Set<Stage> WAY = EnumSet.of(Stage.INGRESS, Stage.PREROUTING, Stage.INPUT);

    private final Optional<Rules> rules;
    private final List<Chain> way;
    private final List<Redirection> redirections;

    private Firewall(Optional<Rules> rules, List<Redirection> redirections) {
        this.rules = rules;
        this.way = rules.map(all -> all.hooked(WAY)).orElse(List.of());
        this.redirections = List.copyOf(redirections);
    }

    static Firewall of(Rules rules) {
        return new Firewall(Optional.of(rules), Handing.in(rules));
    }

    /// Whether the rules are known.
    public boolean isRead() {
        return rules.isPresent();
    }

    /// What becomes of a stranger's first packet to it.
    ///
    /// @return empty if nothing was read, and where no stranger comes: at loopback addresses, and
    ///   in other network namespaces, which have filters of their own
    public Optional<Passage> passage(LocalSocket socket) {
        boolean own = socket.namespace() instanceof Namespace.Own;
        if (rules.isEmpty() || !own || socket.reach() == Reach.LOOPBACK) return Optional.empty();
        return Optional.of(
                switch (socket.coverage()) {
                    case IPV4 -> passage(socket, IpAddress.Version.IPV4);
                    case IPV6 -> passage(socket, IpAddress.Version.IPV6);
                    case DUAL, IPV6_PERHAPS_DUAL -> both(socket);
                });
    }

    private Passage passage(LocalSocket socket, IpAddress.Version version) {
        if (way.isEmpty()) return new Passage.Accepted();
        boolean other = socket.address().version() != version;
        IpAddress v4 = IpAddress.v4(0);
        var caller =
                new Caller(
                        socket.transport(), version, socket.port(), other ? v4 : socket.address());
        return Walk.of(caller, way, rules.orElseThrow());
    }

    /// Many a machine filters IPv4 and forgets IPv6.
    private Passage both(LocalSocket socket) {
        Passage v4 = passage(socket, IpAddress.Version.IPV4);
        Passage v6 = passage(socket, IpAddress.Version.IPV6);
        if (v4.words().equals(v6.words())) return v4;
        if (v4 instanceof Passage.Unclear) return v4;
        if (v6 instanceof Passage.Unclear) return v6;
        return new Passage.Versions(v4, v6);
    }

    /// All ports that are passed on, whether anything listens there or not.
    public List<Redirection> redirections() {
        return redirections;
    }

    /// Those by which others' calls to a port go elsewhere, or others come to a listener.
    public List<Redirection> redirections(int port) {
        return redirections.stream()
                .filter(one -> one.has(port) || one.target().port().orElse(0) == port)
                .toList();
    }
}
