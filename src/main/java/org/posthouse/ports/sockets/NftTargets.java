package org.posthouse.ports.sockets;

import module java.base;

/// Reads where `redirect` and `dnat` of `nft -j` pass packets on to.
final class NftTargets {
    /// This machine, at the port that was called.
    static final Redirection.Target SAME =
            new Redirection.Target(Optional.empty(), OptionalInt.empty(), "this machine");

    private NftTargets() {}

    /// @return empty if it is not understood
    static Optional<Redirection.Target> of(Optional<Object> address, Optional<Object> port) {
        if (address.orElse("") instanceof Map<?, ?> map
                && map.get("concat") instanceof List<?> both
                && both.size() == 2) return of(Optional.of(both.get(0)), Optional.of(both.get(1)));
        Optional<String> host = address.flatMap(NftTargets::words);
        Optional<String> ports = port.flatMap(NftTargets::words);
        if (host.isEmpty() && address.isPresent() || ports.isEmpty() && port.isPresent())
            return Optional.empty();
        return Optional.of(of(host.orElse(""), ports.orElse("")));
    }

    /// @param host empty for this machine
    /// @param port a number or a range; empty for the same
    static Redirection.Target of(String host, String port) {
        if (host.isEmpty() && port.isEmpty()) return SAME;
        long number = ProcFile.number(port);
        OptionalInt one =
                number >= 1 && number <= 65_535
                        ? OptionalInt.of((int) number)
                        : OptionalInt.empty();
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        String words = host.isEmpty() ? "port " + port : port.isEmpty() ? name : name + ":" + port;
        return new Redirection.Target(IpAddress.parse(host), one, words);
    }

    private static Optional<String> words(Object value) {
        return switch (value) {
            case String text -> Optional.of(text);
            case Long number -> Optional.of(number.toString());
            case Map<?, ?> map when map.get("range") instanceof List<?> ends && ends.size() == 2 ->
                    Optional.of(ends.get(0) + "-" + ends.get(1));
            case Map<?, ?> map when map.get("prefix") instanceof Map<?, ?> prefix ->
                    Optional.of(prefix.get("addr") + "/" + prefix.get("len"));
            default -> Optional.empty();
        };
    }
}
