package org.posthouse.ports.sockets;

import module java.base;

/// A stranger's first packet to a listener: what packet filters are asked about. Where it comes
/// from is not known but for this: from another machine, at an address of its own, in good order.
///
/// @param port that is called
/// @param at the address that is called; that for all addresses if it may be any of ours
record Caller(Transport transport, IpAddress.Version version, int port, IpAddress at) {
    private static final Map<Transport, String> NUMBERS =
            Map.of(
                    Transport.TCP, "6",
                    Transport.UDP, "17",
                    Transport.UDPLITE, "136",
                    Transport.SCTP, "132");

    /// Addresses of which none can be of a caller from elsewhere, nor be a listener's that he
    /// reaches.
    private static final List<Value.Addresses> NEVER =
            Stream.of("127.0.0.0/8", "224.0.0.0/3", "::1", "ff00::/8")
                    .map(text -> (Value.Addresses) Value.network(text))
                    .toList();

    /// Whether a condition holds.
    ///
    /// @param unknown what to take that for which is not known
    Truth meets(Step.Match match, Truth unknown) {
        if (!match.fields().stream().allMatch(this::has)) return Truth.NO;
        Truth met = Truth.NO;
        for (List<Value> row : match.rows()) met = met.or(meets(match.fields(), row));
        if (met == Truth.MAYBE) met = unknown;
        return match.sense() == Step.Sense.IS ? met : met.not();
    }

    /// Whether each value is that of its field.
    Truth meets(List<Field> fields, List<Value> row) {
        if (row.size() != fields.size()) return Truth.MAYBE;
        Truth met = Truth.YES;
        for (int i = 0; i < row.size(); i++) {
            if (!has(fields.get(i))) return Truth.NO;
            met = met.and(meets(fields.get(i), row.get(i)));
        }
        return met;
    }

    private boolean has(Field field) {
        return switch (field.protocol()) {
            case "", "th" -> true;
            case "ip" -> version == IpAddress.Version.IPV4;
            case "ip6" -> version == IpAddress.Version.IPV6;
            default -> isTransport(field.protocol());
        };
    }

    private boolean isTransport(String name) {
        return name.equalsIgnoreCase(transport.word()) || name.equals(NUMBERS.get(transport));
    }

    private Truth meets(Field field, Value value) {
        return switch (value) {
            case Value.Settled(var truth) -> truth;
            case Value.Ports ports when field.what() == Field.What.PORT ->
                    Truth.of(ports.low() <= port && port <= ports.high());
            case Value.Addresses addresses -> addresses(field.what(), addresses);
            case Value.Word(var word) -> word(field.what(), word);
            case Value.Ports numbers when field.what() == Field.What.TRANSPORT ->
                    Truth.of(numbers.low() == numbers.high() && isTransport("" + numbers.low()));
            case Value.Ports _ -> Truth.MAYBE;
        };
    }

    private Truth addresses(Field.What what, Value.Addresses range) {
        if (what != Field.What.FROM && what != Field.What.TO) return Truth.MAYBE;
        if (range.low().version() != version) return Truth.NO;
        if (range.isAll()) return Truth.YES;
        if (what == Field.What.TO && !at.isAny()) return Truth.of(range.has(at));
        boolean never =
                NEVER.stream().anyMatch(one -> one.has(range.low()) && one.has(range.high()));
        return never ? Truth.NO : Truth.MAYBE;
    }

    private Truth word(Field.What what, String word) {
        return switch (what) {
            case TRANSPORT -> Truth.of(isTransport(word));
            case INTERFACE ->
                    switch (word) {
                        case "lo" -> Truth.NO;
                        case "+", "*" -> Truth.YES;
                        default -> Truth.MAYBE;
                    };
            case VERSION ->
                    Truth.of(
                            version == IpAddress.Version.IPV4
                                    ? Set.of("ipv4", "ip").contains(word)
                                    : Set.of("ipv6", "ip6").contains(word));
            case STATE -> Truth.of(word.equals("new"));
            case TO_TYPE -> Truth.of(word.equals("local"));
            case FROM_TYPE -> word.equals("unicast") ? Truth.YES : Truth.NO;
            case PORT, FROM, TO, OTHER -> Truth.MAYBE;
        };
    }
}
