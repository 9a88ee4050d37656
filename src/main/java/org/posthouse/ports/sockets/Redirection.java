package org.posthouse.ports.sockets;

import module java.base;

/// Ports whose callers the kernel passes on to another address or port, whether anything listens
/// there or not (`redirect` and `dnat` of nft(8), `REDIRECT` and `DNAT` of iptables-extensions(8)).
///
/// @param low the first port
/// @param high the last port; 1 and 65535 where the rule names none
/// @param conditions what else the rule asks of a caller, as it has it; empty if nothing
/// @param by the rule's family, table and chain
public record Redirection(
        Transport transport,
        int low,
        int high,
        Target target,
        Callers callers,
        List<String> conditions,
        String by) {
    /// Whose calls it is about.
    public enum Callers {
        OTHERS("others"),
        /// Processes of this machine alone.
        OURSELVES("this machine's own processes");

        private final String words;

        Callers(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /// Where they are passed on to.
    ///
    /// @param host empty for this machine
    /// @param port empty for the same
    /// @param words as the rule has it: `10.0.0.5:8080`, `port 2525`
    public record Target(Optional<IpAddress> host, OptionalInt port, String words) {}

    public Redirection {
        conditions = List.copyOf(conditions);
    }

    public boolean has(int port) {
        return low <= port && port <= high;
    }

    /// `25`, `1000-2000`, `all`
    public String ports() {
        if (low <= 1 && high == 65_535) return "all";
        return low == high ? "" + low : low + "-" + high;
    }

    /// `26/tcp to port 2525 by ip nat/prerouting, if iifname eth0`
    public String words() {
        String own = callers == Callers.OTHERS ? "" : ", for " + callers.words();
        String when = conditions.isEmpty() ? "" : ", if " + String.join(" and ", conditions);
        return place() + " to " + target.words() + " by " + by + own + when;
    }

    /// `26/tcp`
    public String place() {
        return ports() + "/" + transport.word();
    }

    /// Whether what is passed on comes to this socket.
    public boolean leadsTo(LocalSocket socket) {
        int port = target.port().orElse(has(socket.port()) ? socket.port() : 0);
        return socket.namespace() instanceof Namespace.Own
                && socket.transport() == transport
                && port == socket.port()
                && target.host().map(to -> isAt(socket, to)).orElseGet(() -> isOurs(socket));
    }

    /// That an address which is not loopback is one of ours cannot be told here.
    private static boolean isAt(LocalSocket socket, IpAddress host) {
        return socket.address().equals(host)
                || host.reach() == Reach.LOOPBACK
                        && socket.reach() == Reach.ALL
                        && socket.address().version() == host.version();
    }

    /// A call of others goes to the address of the interface it came in by.
    private boolean isOurs(LocalSocket socket) {
        return callers == Callers.OURSELVES || socket.reach() != Reach.LOOPBACK;
    }
}
