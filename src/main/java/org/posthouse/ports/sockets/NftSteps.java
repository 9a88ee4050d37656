package org.posthouse.ports.sockets;

import module java.base;

import org.posthouse.ports.sockets.Field.What;
import org.posthouse.ports.sockets.Step.Sense;

/// Reads the statements of a rule as `nft -j` prints them (libnftables-json(5), "statements"). What
/// is not known here is [Step.Strange] where it may decide, and never a guess.
final class NftSteps {
    /// Statements that decide nothing.
    private static final Set<String> IDLE =
            Set.of(
                    "counter",
                    "log",
                    "notrack",
                    "mangle",
                    "quota",
                    "ct helper",
                    "ct timeout",
                    "ct expectation",
                    "last",
                    "meter",
                    "set",
                    "map",
                    "dup",
                    "flow",
                    "secmark",
                    "masquerade",
                    "snat");

    /// Targets of iptables(8) that decide nothing.
    static final Set<String> IDLE_TARGETS =
            Set.of(
                    "AUDIT",
                    "CHECKSUM",
                    "CLASSIFY",
                    "CONNMARK",
                    "CONNSECMARK",
                    "CT",
                    "DSCP",
                    "ECN",
                    "HL",
                    "HMARK",
                    "IDLETIMER",
                    "LED",
                    "LOG",
                    "MARK",
                    "NFLOG",
                    "NOTRACK",
                    "RATEEST",
                    "SECMARK",
                    "SET",
                    "TCPMSS",
                    "TCPOPTSTRIP",
                    "TEE",
                    "TOS",
                    "TRACE",
                    "TTL",
                    "ULOG",
                    "MASQUERADE",
                    "SNAT");

    private final NftValues values;

    /// @param sets the elements of the rule's table's sets and maps
    NftSteps(Function<String, Optional<List<Object>>> sets) {
        this.values = new NftValues(sets);
    }

    /// @param statement an object with one member
    List<Step> steps(Map<?, ?> statement) {
        if (statement.isEmpty()) return List.of();
        String name = String.valueOf(statement.keySet().iterator().next());
        Object body = statement.values().iterator().next();
        return switch (name) {
            case "match" -> body instanceof Map<?, ?> match ? List.of(match(match)) : strange(name);
            case "accept" -> List.of(new Step.Accept());
            case "drop" -> List.of(new Step.Drop());
            case "reject" -> List.of(new Step.Reject());
            case "return" -> List.of(new Step.Return());
            case "continue", "comment" -> List.of();
            case "jump" -> List.of(new Step.Jump(target(body)));
            case "goto" -> List.of(new Step.Goto(target(body)));
            case "vmap" -> body instanceof Map<?, ?> map ? List.of(vmap(map)) : strange(name);
            case "dnat", "redirect" -> handed(name, body);
            case "limit", "ct count" -> List.of(doubt(NftWords.of(statement)));
            case "xt" -> xt(body);
            default -> IDLE.contains(name) ? List.of() : strange(name);
        };
    }

    private static List<Step> strange(String name) {
        return List.of(new Step.Strange(name));
    }

    private static Step doubt(String words) {
        return new Step.Match(
                List.of(Field.of(What.OTHER)), Sense.IS, List.of(List.of(Value.UNKNOWN)), words);
    }

    private static String target(Object body) {
        return body instanceof Map<?, ?> map && map.get("target") instanceof String name
                ? name
                : "?";
    }

    private Step match(Map<?, ?> match) {
        String words = NftWords.of(match);
        Object left = match.get("left");
        Object right = match.get("right");
        if (left == null || right == null) return doubt(words);
        String op = String.valueOf(match.get("op"));
        Optional<Value> settled = NftFields.settled(left, op, right);
        List<Field> fields = NftFields.of(left);
        if (fields.getFirst().what() == What.VERSION)
            words = Set.of("ip", "ipv4").contains(right) ? "IPv4" : "IPv6";
        if (settled.isPresent())
            return new Step.Match(fields, Sense.IS, List.of(List.of(settled.get())), words);
        return switch (op) {
            case "==", "in" -> new Step.Match(fields, Sense.IS, values.rows(right), words);
            case "!=" -> new Step.Match(fields, Sense.IS_NOT, values.rows(right), words);
            case "<", ">", "<=", ">=" ->
                    new Step.Match(fields, Sense.IS, List.of(List.of(bound(op, right))), words);
            default -> doubt(words);
        };
    }

    private static Value bound(String op, Object right) {
        if (!(right instanceof Long end) || end > 65_535) return Value.UNKNOWN;
        int number = end.intValue();
        return switch (op) {
            case "<" -> new Value.Ports(0, number - 1);
            case "<=" -> new Value.Ports(0, number);
            case ">" -> new Value.Ports(number + 1, 65_535);
            default -> new Value.Ports(number, 65_535);
        };
    }

    private Step vmap(Map<?, ?> map) {
        String words = NftWords.of(map);
        Object key = map.get("key");
        Object data = map.get("data");
        Optional<List<Object>> pairs = data == null ? Optional.empty() : values.elements(data);
        if (key == null || pairs.isEmpty()) return new Step.Strange(words);
        var choices = new ArrayList<Step.Choice>();
        for (Object pair : pairs.get())
            if (pair instanceof List<?> two && two.size() == 2) {
                for (List<Value> when : values.rows(two.get(0)))
                    for (Step then : verdict(two.get(1))) choices.add(new Step.Choice(when, then));
            } else {
                return new Step.Strange(words);
            }
        return new Step.Pick(NftFields.of(key), choices, words);
    }

    private List<Step> verdict(Object value) {
        return value instanceof Map<?, ?> verdict ? steps(verdict) : strange("a verdict");
    }

    /// Of an `inet` table's packets, `dnat ip6 to` is for those of IPv6 alone.
    private List<Step> handed(String name, Object body) {
        Step hand = hand(name, body);
        if (!(body instanceof Map<?, ?> to) || !(to.get("family") instanceof String family))
            return List.of(hand);
        Step version =
                new Step.Match(
                        List.of(Field.of(What.VERSION)),
                        Sense.IS,
                        List.of(List.of(new Value.Word(family))),
                        family.equals("ip") ? "IPv4" : "IPv6");
        return List.of(version, hand);
    }

    /// `redirect to :2525`, `dnat to 10.0.0.5:8080`, `dnat to tcp dport map { … }`.
    private Step hand(String name, Object body) {
        if (!(body instanceof Map<?, ?> to)) return new Step.Hand(NftTargets.SAME);
        Object address = to.get("addr");
        if (address instanceof Map<?, ?> one && one.get("map") instanceof Map<?, ?> map)
            return mapped(map, to);
        Optional<Step> hand =
                NftTargets.of(Optional.ofNullable(address), Optional.ofNullable(to.get("port")))
                        .map(Step.Hand::new);
        return hand.orElseGet(() -> new Step.Strange(name));
    }

    private Step mapped(Map<?, ?> map, Map<?, ?> to) {
        String words = NftWords.of(map);
        Object key = map.get("key");
        Object data = map.get("data");
        Optional<List<Object>> pairs = data == null ? Optional.empty() : values.elements(data);
        if (key == null || pairs.isEmpty()) return new Step.Strange(words);
        var choices = new ArrayList<Step.Choice>();
        for (Object pair : pairs.get()) {
            if (!(pair instanceof List<?> two) || two.size() != 2) return new Step.Strange(words);
            Optional<Redirection.Target> target =
                    NftTargets.of(Optional.of(two.get(1)), Optional.ofNullable(to.get("port")));
            if (target.isEmpty()) return new Step.Strange(words);
            for (List<Value> when : values.rows(two.get(0)))
                choices.add(new Step.Choice(when, new Step.Hand(target.get())));
        }
        return new Step.Pick(NftFields.of(key), choices, words);
    }

    /// A part of a rule that iptables(8) made and of which nft(8) knows the name at most.
    private static List<Step> xt(Object body) {
        if (!(body instanceof Map<?, ?> xt)) return strange("a rule of iptables");
        String name = String.valueOf(xt.get("name"));
        if ("match".equals(xt.get("type")))
            return name.equals("comment") ? List.of() : List.of(doubt(name));
        if (name.equals("REJECT")) return List.of(new Step.Reject());
        return IDLE_TARGETS.contains(name) ? List.of() : strange(name);
    }
}
