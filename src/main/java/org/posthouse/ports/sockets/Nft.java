package org.posthouse.ports.sockets;

import module java.base;

import org.posthouse.ports.sockets.Chain.Hook;
import org.posthouse.ports.sockets.Chain.Kind;
import org.posthouse.ports.sockets.Chain.Stage;

/// Reads what `nft -j list ruleset` prints (libnftables-json(5)): tables of chains, sets and rules.
/// What a rule says is read by [NftSteps].
final class Nft {
    /// Priorities of nft(8) that are printed by name where older versions do.
    private static final Map<String, Integer> PRIORITIES =
            Map.of("raw", -300, "mangle", -150, "dstnat", -100, "filter", 0, "security", 50);

    private final Map<String, List<Object>> sets = new HashMap<>();
    private final Map<String, List<List<Step>>> rules = new HashMap<>();
    private final List<Map<?, ?>> chains = new ArrayList<>();
    private final Set<String> foreign = new TreeSet<>();

    private Nft() {}

    /// What was read.
    ///
    /// @param foreign the families `ip` and `ip6` where they have rules that iptables(8) made and
    ///   nft(8) does not show in full: its own tool does
    record Ruleset(Rules rules, Set<String> foreign) {}

    /// @return empty if it is not what it should be
    static Optional<Ruleset> read(String json) {
        if (!(JsonReader.read(json).orElse("") instanceof Map<?, ?> all)
                || !(all.get("nftables") instanceof List<?> list)) return Optional.empty();
        var nft = new Nft();
        for (Object one : list) if (one instanceof Map<?, ?> object) nft.first(object);
        for (Object one : list)
            if (one instanceof Map<?, ?> object && object.get("rule") instanceof Map<?, ?> rule)
                nft.rule(rule);
        List<Chain> read = nft.chains.stream().map(nft::chain).toList();
        return Optional.of(new Ruleset(Rules.of(read), nft.foreign));
    }

    /// Sets may stand behind the rules that use them.
    private void first(Map<?, ?> object) {
        if (object.get("chain") instanceof Map<?, ?> chain) chains.add(chain);
        for (String kind : List.of("set", "map"))
            if (object.get(kind) instanceof Map<?, ?> set
                    && set.getOrDefault("elem", null) instanceof List<?> elements)
                sets.put(place(set, text(set, "name")), List.copyOf(elements));
            else if (object.get(kind) instanceof Map<?, ?> set)
                sets.put(place(set, text(set, "name")), List.of());
    }

    private void rule(Map<?, ?> rule) {
        if (!(rule.get("expr") instanceof List<?> expressions)) return;
        String family = text(rule, "family");
        var steps = new ArrayList<Step>();
        var reader = new NftSteps(name -> Optional.ofNullable(sets.get(place(rule, name))));
        for (Object one : expressions) {
            if (one instanceof Map<?, ?> expression) {
                if (expression.containsKey("xt")) foreign.add(family);
                steps.addAll(reader.steps(expression));
            } else {
                steps.add(new Step.Strange("a rule")); // `continue` and the like are objects too
            }
        }
        rules.computeIfAbsent(place(rule, text(rule, "chain")), _ -> new ArrayList<>()).add(steps);
    }

    private Chain chain(Map<?, ?> chain) {
        String name = text(chain, "name");
        return new Chain(
                text(chain, "family"),
                text(chain, "table"),
                name,
                hook(chain),
                rules.getOrDefault(place(chain, name), List.of()));
    }

    private static Optional<Hook> hook(Map<?, ?> chain) {
        Optional<Stage> stage =
                switch (text(chain, "hook")) {
                    case "ingress" -> Optional.of(Stage.INGRESS);
                    case "prerouting" -> Optional.of(Stage.PREROUTING);
                    case "input" -> Optional.of(Stage.INPUT);
                    case "output" -> Optional.of(Stage.OUTPUT);
                    default -> Optional.empty();
                };
        Kind kind = text(chain, "type").equals("nat") ? Kind.NAT : Kind.FILTER;
        Step policy = text(chain, "policy").equals("drop") ? new Step.Drop() : new Step.Accept();
        return stage.map(one -> new Hook(one, priority(text(chain, "prio")), kind, policy));
    }

    private static int priority(String text) {
        boolean negative = text.startsWith("-");
        long number = ProcFile.number(negative ? text.substring(1) : text);
        if (number < 0 || number > Integer.MAX_VALUE) return PRIORITIES.getOrDefault(text, 0);
        return (int) (negative ? -number : number);
    }

    private static String place(Map<?, ?> object, String name) {
        return Chain.place(text(object, "family"), text(object, "table"), name);
    }

    /// A member's text; empty if there is none.
    private static String text(Map<?, ?> object, String member) {
        Object value = object.get(member);
        return value instanceof String || value instanceof Long ? value.toString() : "";
    }
}
