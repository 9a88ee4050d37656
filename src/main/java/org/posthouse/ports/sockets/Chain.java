package org.posthouse.ports.sockets;

import module java.base;

/// A list of rules of a packet filter.
///
/// @param family as nft(8) has them: `ip`, `ip6`, `inet` and others
/// @param hook where packets come to it by themselves; empty if other chains send them
record Chain(
        String family, String table, String name, Optional<Hook> hook, List<List<Step>> rules) {
    /// Where in a packet's way.
    enum Stage {
        INGRESS,
        PREROUTING,
        INPUT,
        /// What this machine sends, and so what its own processes call.
        OUTPUT
    }

    /// @param priority the smaller comes first within a stage
    /// @param kind a chain that passes on decides nothing else
    record Hook(Stage stage, int priority, Kind kind, Step policy) {}

    enum Kind {
        FILTER,
        NAT
    }

    Chain {
        rules = List.copyOf(rules);
    }

    /// `inet filter/input`
    String place() {
        return place(family, table, name);
    }

    static String place(String family, String table, String name) {
        return family + " " + table + "/" + name;
    }

    /// Whether it sees packets of that version.
    boolean sees(IpAddress.Version version) {
        return switch (family) {
            case "ip" -> version == IpAddress.Version.IPV4;
            case "ip6" -> version == IpAddress.Version.IPV6;
            case "inet", "netdev" -> true;
            default -> false; // arp, and bridge, which sees what passes through this machine
        };
    }
}
