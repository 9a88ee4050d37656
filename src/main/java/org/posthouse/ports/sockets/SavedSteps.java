package org.posthouse.ports.sockets;

import module java.base;

import org.posthouse.ports.sockets.Field.What;
import org.posthouse.ports.sockets.Step.Sense;

/// Reads the words of a rule of iptables-save(8), by iptables(8) and iptables-extensions(8). What
/// is not known here is a condition that may hold or not, or a target that may decide anything.
final class SavedSteps {
    /// Matches whose options are all read here, or which ask nothing (`comment`).
    private static final Set<String> KNOWN =
            Set.of(
                    "tcp",
                    "udp",
                    "udplite",
                    "sctp",
                    "multiport",
                    "comment",
                    "conntrack",
                    "state",
                    "addrtype",
                    "rpfilter",
                    "iprange",
                    "icmp",
                    "icmp6",
                    "ipv6-icmp");

    /// Options that belong to no match.
    private static final Set<String> BEYOND =
            Set.of("-m", "--match", "-j", "--jump", "-g", "--goto");

    private final String family;
    private final List<String> words;
    private final List<Step> steps = new ArrayList<>();
    private int at;
    private String module = "";
    private String protocol = "";
    private Sense sense = Sense.IS;

    private SavedSteps(String family, List<String> words) {
        this.family = family;
        this.words = words;
    }

    static List<Step> read(String family, List<String> words) {
        var reader = new SavedSteps(family, words);
        while (reader.at < words.size()) reader.option(words.get(reader.at++));
        return List.copyOf(reader.steps);
    }

    private void option(String option) {
        switch (option) {
            case "!" -> {
                sense = Sense.IS_NOT;
                return;
            }
            case "-p", "--protocol" -> protocol();
            case "-s", "--source" -> match(option, What.FROM, family, Value::network);
            case "-d", "--destination" -> match(option, What.TO, family, Value::network);
            case "-i", "--in-interface" -> match(option, What.INTERFACE, "", Value.Word::new);
            case "-m", "--match" -> module(next());
            case "--dport", "--destination-port", "--dports", "--destination-ports" ->
                    match(option, What.PORT, protocol, Value::ports);
            case "--state", "--ctstate" -> match(option, What.STATE, "", SavedSteps::state);
            case "--dst-type" -> match(option, What.TO_TYPE, "", SavedSteps::word);
            case "--src-type" -> match(option, What.FROM_TYPE, "", SavedSteps::word);
            case "--syn" -> settled(option, Truth.YES);
            case "--tcp-flags" -> flags();
            case "--comment" -> next();
            case "-j", "--jump" -> steps.addAll(target(next()));
            case "-g", "--goto" -> steps.add(new Step.Goto(next()));
            case "--invert" -> invert();
            default -> other(option);
        }
        sense = Sense.IS;
    }

    private String next() {
        return at < words.size() ? words.get(at++) : "";
    }

    private void protocol() {
        String name = next().toLowerCase(Locale.ROOT);
        if (name.equals("all") || name.equals("0")) return;
        if (sense == Sense.IS) protocol = name;
        add("-p " + name, What.TRANSPORT, "", List.of(List.of(new Value.Word(name))));
    }

    private void match(String option, What what, String of, Function<String, Value> reader) {
        String text = next();
        List<List<Value>> rows =
                Stream.of(text.split(",", -1)).map(one -> List.of(reader.apply(one))).toList();
        add(option + " " + text, what, of, rows);
    }

    private void add(String shown, What what, String of, List<List<Value>> rows) {
        String turned = sense == Sense.IS ? "" : "! ";
        steps.add(new Step.Match(List.of(new Field(what, of)), sense, rows, turned + shown));
    }

    private void settled(String shown, Truth truth) {
        add(shown, What.OTHER, protocol, List.of(List.of(new Value.Settled(truth))));
    }

    private static Value word(String text) {
        return new Value.Word(text.toLowerCase(Locale.ROOT));
    }

    /// `DNAT` and `SNAT` stand here among the states; a first packet has neither behind it.
    private static Value state(String text) {
        return word(text);
    }

    private void module(String name) {
        module = name;
        boolean bare = at >= words.size() || BEYOND.contains(words.get(at));
        if (bare && !KNOWN.contains(name)) doubt("-m " + name); // else its options are doubted
    }

    private void doubt(String shown) {
        add(shown, What.OTHER, "", List.of(List.of(Value.UNKNOWN)));
    }

    /// A caller's first packet has SYN alone.
    private void flags() {
        List<String> mask = List.of(next().split(",", -1));
        List<String> set = List.of(next().split(",", -1));
        boolean all = mask.contains("ALL");
        Set<String> left = all || mask.contains("SYN") ? Set.of("SYN") : Set.of();
        Set<String> wanted = set.equals(List.of("NONE")) ? Set.of() : Set.copyOf(set);
        settled("--tcp-flags", Truth.of(left.equals(wanted)));
    }

    /// `-m rpfilter --invert` is met by packets that have no way back, which those of an honest
    /// caller have.
    private void invert() {
        if (module.equals("rpfilter")) settled("--invert", Truth.NO);
        else doubt("-m " + module + " --invert");
    }

    /// An option that is not known, with the words behind it.
    private void other(String option) {
        var shown = new StringBuilder(option);
        while (at < words.size() && !words.get(at).startsWith("-") && !words.get(at).equals("!"))
            shown.append(' ').append(next());
        boolean idle = module.equals("rpfilter") || module.equals("comment");
        if (!idle) doubt(shown.toString());
    }

    /// The target ends the rule: all words behind it are its own.
    private List<Step> target(String name) {
        List<String> own = words.subList(at, words.size());
        at = words.size();
        return switch (name) {
            case "ACCEPT" -> List.of(new Step.Accept());
            case "DROP" -> List.of(new Step.Drop());
            case "REJECT" -> List.of(new Step.Reject());
            case "RETURN" -> List.of(new Step.Return());
            case "DNAT" -> List.of(new Step.Hand(passed(following(own, "--to-destination"))));
            case "REDIRECT" ->
                    List.of(new Step.Hand(NftTargets.of("", following(own, "--to-ports"))));
            case "NFQUEUE", "QUEUE", "TPROXY", "SYNPROXY", "NETMAP", "CLUSTERIP", "DNPT", "SNPT" ->
                    List.of(new Step.Strange(name));
            default ->
                    NftSteps.IDLE_TARGETS.contains(name) ? List.of() : List.of(new Step.Jump(name));
        };
    }

    private static String following(List<String> words, String option) {
        int at = words.indexOf(option);
        return at < 0 || at + 1 >= words.size() ? "" : words.get(at + 1);
    }

    /// `10.0.0.5`, `10.0.0.5:80`, `:80`, `[fe80::1]:80`, `10.0.0.1-10.0.0.9:80`.
    private static Redirection.Target passed(String to) {
        int close = to.indexOf(']');
        if (close > 0)
            return NftTargets.of(
                    to.substring(1, close), to.substring(Math.min(to.length(), close + 2)));
        int colon = to.indexOf(':');
        boolean port = colon >= 0 && colon == to.lastIndexOf(':');
        return port
                ? NftTargets.of(to.substring(0, colon), to.substring(colon + 1))
                : NftTargets.of(to, "");
    }
}
