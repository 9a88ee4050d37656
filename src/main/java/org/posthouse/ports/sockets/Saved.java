package org.posthouse.ports.sockets;

import module java.base;

import org.posthouse.ports.sockets.Chain.Hook;
import org.posthouse.ports.sockets.Chain.Kind;
import org.posthouse.ports.sockets.Chain.Stage;

/// Reads what `iptables-save` and `ip6tables-save` print (iptables-save(8)): `*filter`, a line
/// `:INPUT DROP [0:0]` for each chain, a line `-A INPUT …` for each rule, `COMMIT`. What a rule
/// says is read by [SavedSteps].
final class Saved {
    /// Where packets come to the chains of each table (`iptables(8)`, "tables"); the numbers are
    /// those of the kernel's netfilter_ipv4.h.
    private static final Map<String, Hook> HOOKS =
            Map.of(
                    "raw/PREROUTING", hook(Stage.PREROUTING, -300, Kind.FILTER),
                    "mangle/PREROUTING", hook(Stage.PREROUTING, -150, Kind.FILTER),
                    "nat/PREROUTING", hook(Stage.PREROUTING, -100, Kind.NAT),
                    "nat/OUTPUT", hook(Stage.OUTPUT, -100, Kind.NAT),
                    "mangle/INPUT", hook(Stage.INPUT, -150, Kind.FILTER),
                    "filter/INPUT", hook(Stage.INPUT, 0, Kind.FILTER),
                    "security/INPUT", hook(Stage.INPUT, 50, Kind.FILTER));

    private final String family;
    private final Map<String, Chain> chains = new LinkedHashMap<>();
    private final Map<String, List<List<Step>>> rules = new HashMap<>();
    private String table = "";

    private Saved(String family) {
        this.family = family;
    }

    private static Hook hook(Stage stage, int priority, Kind kind) {
        return new Hook(stage, priority, kind, new Step.Accept());
    }

    /// @param family `ip` or `ip6`
    /// @return empty if it is not what it should be
    static Optional<Rules> read(String family, String text) {
        var saved = new Saved(family);
        for (String line : text.split("\n", -1))
            if (!saved.line(line.strip())) return Optional.empty();
        if (!saved.table.isEmpty()) return Optional.empty(); // it was cut
        return Optional.of(Rules.of(saved.chains.values().stream().map(saved::withRules).toList()));
    }

    private boolean line(String line) {
        if (line.isEmpty() || line.startsWith("#")) return true;
        if (line.startsWith("*")) {
            table = line.substring(1);
            return true;
        }
        if (line.equals("COMMIT")) {
            table = "";
            return true;
        }
        List<String> words = words(line);
        if (line.startsWith(":") && words.size() >= 2) return chain(words);
        int at = words.indexOf("-A"); // behind [packets:octets] where counters are shown
        if (at < 0 || at + 1 >= words.size()) return false;
        rules.computeIfAbsent(place(words.get(at + 1)), _ -> new ArrayList<>())
                .add(SavedSteps.read(family, words.subList(at + 2, words.size())));
        return true;
    }

    private boolean chain(List<String> words) {
        String name = words.getFirst().substring(1);
        Step policy = words.get(1).equals("DROP") ? new Step.Drop() : new Step.Accept();
        Optional<Hook> hook =
                Optional.ofNullable(HOOKS.get(table + "/" + name))
                        .map(one -> new Hook(one.stage(), one.priority(), one.kind(), policy));
        chains.put(place(name), new Chain(family, table, name, hook, List.of()));
        return true;
    }

    private Chain withRules(Chain chain) {
        return new Chain(
                chain.family(),
                chain.table(),
                chain.name(),
                chain.hook(),
                rules.getOrDefault(chain.place(), List.of()));
    }

    private String place(String chain) {
        return Chain.place(family, table, chain);
    }

    /// Words between spaces; in quotation marks, with a backslash before a mark, spaces too.
    static List<String> words(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean quoted = false;
        boolean any = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
                any = true;
            } else if (c == ' ' && !quoted) {
                if (any) words.add(word.toString());
                word.setLength(0);
                any = false;
            } else {
                if (c == '\\' && quoted && i + 1 < line.length()) c = line.charAt(++i);
                word.append(c);
                any = true;
            }
        }
        if (any) words.add(word.toString());
        return words;
    }
}
