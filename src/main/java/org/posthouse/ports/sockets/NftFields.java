package org.posthouse.ports.sockets;

import module java.base;

import org.posthouse.ports.sockets.Field.What;

/// Reads what a condition of `nft -j` looks at (libnftables-json(5), "expressions").
final class NftFields {
    private static final Set<String> TRANSPORTS =
            Set.of("tcp", "udp", "udplite", "sctp", "dccp", "th");
    private static final Set<String> NETWORKS = Set.of("ip", "ip6");

    private NftFields() {}

    /// Several where the expression joins them.
    static List<Field> of(Object expression) {
        if (!(expression instanceof Map<?, ?> map)) return List.of(Field.of(What.OTHER));
        if (map.get("concat") instanceof List<?> parts && !parts.isEmpty())
            return parts.stream().map(part -> of(part).getFirst()).toList();
        if (map.get("payload") instanceof Map<?, ?> payload) return List.of(payload(payload));
        if (map.get("meta") instanceof Map<?, ?> meta) return List.of(meta(meta));
        if (map.get("fib") instanceof Map<?, ?> fib) return List.of(fib(fib));
        if (map.get("&") instanceof List<?> masked && !masked.isEmpty() && isFlags(masked.get(0)))
            return List.of(new Field(What.OTHER, "tcp"));
        boolean state = map.get("ct") instanceof Map<?, ?> ct && "state".equals(ct.get("key"));
        return List.of(Field.of(state ? What.STATE : What.OTHER));
    }

    private static Field payload(Map<?, ?> payload) {
        String protocol = String.valueOf(payload.get("protocol"));
        String field = String.valueOf(payload.get("field"));
        if (TRANSPORTS.contains(protocol))
            return new Field(field.equals("dport") ? What.PORT : What.OTHER, protocol);
        if (protocol.startsWith("icmp") || protocol.equals("igmp"))
            return new Field(What.OTHER, protocol); // which no caller of ours speaks
        if (!NETWORKS.contains(protocol)) return Field.of(What.OTHER);
        What what =
                switch (field) {
                    case "saddr" -> What.FROM;
                    case "daddr" -> What.TO;
                    case "protocol", "nexthdr" -> What.TRANSPORT;
                    default -> What.OTHER;
                };
        return new Field(what, protocol);
    }

    private static Field meta(Map<?, ?> meta) {
        return Field.of(
                switch (String.valueOf(meta.get("key"))) {
                    case "l4proto" -> What.TRANSPORT;
                    case "iif", "iifname" -> What.INTERFACE;
                    case "nfproto", "protocol" -> What.VERSION;
                    default -> What.OTHER;
                });
    }

    private static Field fib(Map<?, ?> fib) {
        List<?> flags = fib.get("flags") instanceof List<?> list ? list : List.of();
        if (!"type".equals(fib.get("result"))) return Field.of(What.OTHER);
        return Field.of(flags.contains("saddr") ? What.FROM_TYPE : What.TO_TYPE);
    }

    private static boolean isFlags(Object expression) {
        return expression instanceof Map<?, ?> map
                && map.get("payload") instanceof Map<?, ?> payload
                && "tcp".equals(payload.get("protocol"))
                && "flags".equals(payload.get("field"));
    }

    /// What can be told of any first packet in good order: it has a way back (`fib … oif`), it is
    /// not one that was passed on before (`ct status dnat`), and of its flags SYN is set alone.
    static Optional<Value> settled(Object left, String op, Object right) {
        if (!(left instanceof Map<?, ?> map)) return Optional.empty();
        boolean is = !op.equals("!=");
        if (map.get("fib") instanceof Map<?, ?> fib
                && String.valueOf(fib.get("result")).startsWith("oif")
                && right instanceof Boolean exists)
            return Optional.of(new Value.Settled(Truth.of(exists == is)));
        if (map.get("ct") instanceof Map<?, ?> ct
                && "status".equals(ct.get("key"))
                && Set.of("dnat", "snat", "assured", "seen-reply").contains(right))
            return Optional.of(new Value.Settled(Truth.of(!is)));
        if (map.get("&") instanceof List<?> masked
                && masked.size() == 2
                && isFlags(masked.get(0))
                && flags(masked.get(1)).isPresent()
                && flags(right).isPresent()) {
            boolean within = flags(masked.get(1)).get().contains("syn");
            Set<String> left2 = within ? Set.of("syn") : Set.of();
            return Optional.of(new Value.Settled(Truth.of(left2.equals(flags(right).get()) == is)));
        }
        if (isFlags(left) && flags(right).isPresent()) {
            Set<String> named = flags(right).get();
            boolean met = op.equals("in") ? named.contains("syn") : named.equals(Set.of("syn"));
            return Optional.of(new Value.Settled(Truth.of(met == is)));
        }
        return Optional.empty();
    }

    /// `syn`, `["fin","syn"]`, `{"|":["fin","syn"]}`, 0.
    private static Optional<Set<String>> flags(Object expression) {
        return switch (expression) {
            case String one -> Optional.of(Set.of(one));
            case Long number when number == 0 -> Optional.of(Set.of());
            case List<?> list -> {
                Set<String> all = new HashSet<>();
                for (Object one : list) flags(one).ifPresent(all::addAll);
                yield Optional.of(all);
            }
            case Map<?, ?> map when map.get("|") instanceof List<?> list -> flags(list);
            default -> Optional.empty();
        };
    }
}
