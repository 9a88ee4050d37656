package org.posthouse.cli;

import module java.base;

/// A host as a command line names it, and its addresses.
///
/// @param name empty where an address was given
/// @param addresses in the order in which the system has them, at least one
record PortsHost(String word, Optional<String> name, List<InetAddress> addresses) {
    /// What `localhost` means, though many a table of hosts has only the first of them (RFC 6761).
    private static final List<InetAddress> LOOPBACK =
            List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));

    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");
    private static final Pattern DOTTED =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");

    /// @throws Stop when there is no such host
    static PortsHost of(String word) {
        String bare = word.replaceFirst("^\\[(.*)]$", "$1");
        if (bare.isBlank()) throw Stop.usage("a host is missing");
        if (NUMBERS.matcher(bare).matches()) {
            if (!DOTTED.matcher(bare).matches())
                throw Stop.usage(
                        "\""
                                + word
                                + "\" is no host: digits alone are no name, and an address has four"
                                + " numbers up to 255");
            return literal(word, bare);
        }
        if (bare.contains(":")) return literal(word, bare);
        try {
            var addresses = new LinkedHashSet<>(List.of(InetAddress.getAllByName(bare)));
            if (bare.equalsIgnoreCase("localhost")) addresses.addAll(LOOPBACK);
            return new PortsHost(word, Optional.of(bare), List.copyOf(addresses));
        } catch (UnknownHostException _) {
            throw Stop.usage("no host is known by the name \"" + word + "\"");
        }
    }

    private static PortsHost literal(String word, String address) {
        try {
            return new PortsHost(word, Optional.empty(), List.of(InetAddress.ofLiteral(address)));
        } catch (IllegalArgumentException _) {
            throw Stop.usage("\"" + word + "\" is no address");
        }
    }
}
