package org.posthouse.ports.sockets;

import module java.base;

/// One walk of a [Caller] through the chains of rules, on all ways at once where a condition cannot
/// be judged. What it may meet at the ends of its ways is gathered; a filter says the same to all
/// when that is one thing.
final class Walk {
    /// Chains within chains; nft(8) allows 16, older iptables more.
    private static final int DEEPEST = 64;

    /// Rules in one walk, however often a rule is passed.
    private static final int LONGEST = 200_000;

    /// Ways to one end of which the conditions are kept.
    private static final int WAYS = 64;

    private static final Set<Field.What> LASTING =
            EnumSet.of(Field.What.FROM, Field.What.TO, Field.What.INTERFACE, Field.What.FROM_TYPE);

    private final Rules rules;
    private final Caller caller;

    /// What is taken for a condition that is not known: [Truth#MAYBE] walks both ways.
    private final Truth unknown;

    /// Each end with the ways to it, each by the conditions in doubt on it.
    private final Map<Passage, Set<Set<String>>> ends = new LinkedHashMap<>();

    /// The conditions in doubt on the way so far.
    private final List<String> doubts = new ArrayList<>();

    private final Set<String> allDoubts = new LinkedHashSet<>();

    private final Set<String> lasting = new HashSet<>();

    /// Conditions whose packets have all met an end: for those still on the way they do not hold.
    private final Set<String> settled = new HashSet<>();

    private int passed;

    private Walk(Rules rules, Caller caller, Truth unknown) {
        this.rules = rules;
        this.caller = caller;
        this.unknown = unknown;
    }

    /// What becomes of the caller.
    ///
    /// @param hooked the chains that packets come to by themselves, in the order of a packet's way
    static Passage of(Caller caller, List<Chain> hooked, Rules rules) {
        var walk = new Walk(rules, caller, Truth.MAYBE);
        walk.through(hooked);
        for (Passage end : walk.ends.keySet()) if (end instanceof Passage.Unclear) return end;
        boolean one = walk.ends.keySet().stream().map(Walk::kind).distinct().count() == 1;
        if (one) return walk.ends.keySet().iterator().next();
        var stranger = new Walk(rules, caller, Truth.NO);
        stranger.through(hooked);
        Passage otherwise = stranger.ends.keySet().iterator().next();
        return new Passage.Partly(otherwise, walk.others(otherwise));
    }

    /// The ends but those that mean the same.
    private List<Passage.Some> others(Passage otherwise) {
        return ends.entrySet().stream()
                .filter(end -> !kind(end.getKey()).equals(kind(otherwise)))
                .map(end -> new Passage.Some(end.getKey(), conditions(end.getValue())))
                .toList();
    }

    /// One for each way that asks no more than another. If nothing is in doubt on a way itself, the
    /// doubt is in who was taken off it before: then all there are.
    private List<String> conditions(Set<Set<String>> ways) {
        if (ways.contains(Set.<String>of())) return List.copyOf(allDoubts);
        return ways.stream()
                .filter(way -> ways.stream().noneMatch(o -> !o.equals(way) && way.containsAll(o)))
                .map(way -> String.join(" and ", way))
                .toList();
    }

    /// All that may become of the caller.
    static Set<Passage> ends(Caller caller, List<Chain> hooked, Rules rules) {
        var walk = new Walk(rules, caller, Truth.MAYBE);
        walk.through(hooked);
        return walk.ends.keySet();
    }

    /// Two ends that mean the same to a caller: it does not matter which rule drops him.
    private static Object kind(Passage end) {
        return switch (end) {
            case Passage.Dropped _, Passage.Rejected _ -> "no";
            case Passage.Handed(var to, _) -> to;
            case Passage.Accepted _, Passage.Partly _, Passage.Versions _, Passage.Unclear _ -> end;
        };
    }

    /// To be accepted by one chain is to be asked by the next (nft(8), "verdict statements").
    private void through(List<Chain> hooked) {
        var accepting = new LinkedHashSet<Set<String>>();
        for (Chain chain : hooked) {
            if (!chain.sees(caller.version())) continue;
            Step policy = chain.hook().map(Chain.Hook::policy).orElseGet(Step.Accept::new);
            settled.clear(); // what one chain accepts comes to the next
            boolean out = enter(chain, 0);
            if (out) end(policy, chain);
            Set<Set<String>> accepted = ends.remove(new Passage.Accepted());
            if (accepted == null) return; // nobody comes so far
            accepting.addAll(accepted);
            accepting.remove(Set.<String>of());
        }
        ends.put(new Passage.Accepted(), accepting);
    }

    /// @return whether it may come out at the chain's end
    private boolean enter(Chain chain, int depth) {
        if (depth > DEEPEST) return strange("too many chains within chains");
        boolean returned = false;
        for (List<Step> rule : chain.rules()) {
            if (++passed > LONGEST) return strange("too many rules");
            switch (rule(rule, chain, depth)) {
                case ON -> {}
                case MAY_RETURN -> returned = true;
                case RETURN -> {
                    return true;
                }
                case GONE -> {
                    return returned;
                }
            }
        }
        return true;
    }

    /// Where a rule leaves a packet.
    private enum Left {
        /// At the next rule, on one of its ways at least.
        ON,
        /// There too, or back where the chain was called.
        MAY_RETURN,
        /// Back there for sure.
        RETURN,
        /// Nowhere: it has met its end.
        GONE
    }

    private Left rule(List<Step> steps, Chain chain, int depth) {
        Truth fits = Truth.YES;
        int before = doubts.size();
        try {
            for (Step step : steps) {
                switch (step) {
                    case Step.Match match -> {
                        Truth met = caller.meets(match, unknown);
                        if (met == Truth.MAYBE && settled.contains(match.words())) met = Truth.NO;
                        if (met == Truth.NO) return Left.ON;
                        if (met == Truth.MAYBE) doubt(match);
                        fits = fits.and(met);
                    }
                    case Step.Pick pick -> {
                        return pick(pick, fits, chain, depth);
                    }
                    default -> {
                        return taken(step, fits, chain, depth);
                    }
                }
            }
            return Left.ON;
        } finally {
            forget(before);
        }
    }

    private void doubt(Step.Match match) {
        doubts.add(match.words());
        if (match.fields().stream().allMatch(field -> LASTING.contains(field.what())))
            lasting.add(match.words());
    }

    private void forget(int from) {
        doubts.subList(from, doubts.size()).clear();
    }

    private Left pick(Step.Pick pick, Truth fits, Chain chain, int depth) {
        boolean returns = false;
        for (Step.Choice choice : pick.choices()) {
            Truth met = caller.meets(pick.fields(), choice.when());
            if (met == Truth.MAYBE) met = unknown;
            if (met == Truth.NO) continue;
            int before = doubts.size();
            if (met == Truth.MAYBE) doubts.add(pick.words());
            Left left = taken(choice.then(), fits.and(met), chain, depth);
            forget(before);
            if (fits.and(met) == Truth.YES) return left;
            returns |= left == Left.MAY_RETURN;
        }
        return returns ? Left.MAY_RETURN : Left.ON;
    }

    /// Does what a rule says.
    ///
    /// @param fits that it is done, which is not [Truth#NO]
    private Left taken(Step step, Truth fits, Chain chain, int depth) {
        allDoubts.addAll(doubts);
        Left sure =
                switch (step) {
                    case Step.Return _ -> Left.RETURN;
                    case Step.Jump(var name) -> called(name, chain, depth) ? Left.ON : Left.GONE;
                    case Step.Goto(var name) ->
                            called(name, chain, depth) ? Left.RETURN : Left.GONE;
                    case Step.Match _, Step.Pick _ -> Left.ON;
                    case Step.Accept _, Step.Drop _, Step.Reject _, Step.Hand _, Step.Strange _ -> {
                        end(step, chain);
                        yield Left.GONE;
                    }
                };
        if (fits == Truth.YES) return sure;
        if (sure == Left.GONE && doubts.size() == 1) settle(doubts.getFirst());
        return sure == Left.RETURN ? Left.MAY_RETURN : Left.ON;
    }

    /// A limit and the like may hold of the next packet, but where it comes from stays.
    private void settle(String condition) {
        if (lasting.contains(condition)) settled.add(condition);
    }

    private boolean called(String name, Chain from, int depth) {
        Optional<Chain> chain = rules.chain(from, name);
        return chain.isEmpty()
                ? strange("chain " + name + " is missing")
                : enter(chain.get(), depth + 1);
    }

    private boolean strange(String why) {
        ends.putIfAbsent(new Passage.Unclear(why), Set.of());
        return false;
    }

    private void end(Step step, Chain chain) {
        Passage end =
                switch (step) {
                    case Step.Drop _ -> new Passage.Dropped(chain.place());
                    case Step.Reject _ -> new Passage.Rejected(chain.place());
                    case Step.Hand(var to) -> new Passage.Handed(to, chain.place());
                    case Step.Strange(var words) ->
                            new Passage.Unclear(words + " in " + chain.place());
                    case Step.Accept _, Step.Return _, Step.Jump _, Step.Goto _ ->
                            new Passage.Accepted();
                    case Step.Match _, Step.Pick _ -> new Passage.Accepted();
                };
        Set<Set<String>> ways = ends.computeIfAbsent(end, _ -> new LinkedHashSet<>());
        if (ways.size() < WAYS) ways.add(new LinkedHashSet<>(doubts));
    }
}
