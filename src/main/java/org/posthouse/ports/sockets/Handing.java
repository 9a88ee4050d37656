package org.posthouse.ports.sockets;

import module java.base;

import org.posthouse.ports.sockets.Redirection.Callers;

/// Finds the redirections in the chains of a packet filter: each rule that passes a packet on, with
/// the conditions on the way to it.
final class Handing {
    private static final int DEEPEST = 64; // as in Walk
    private static final int LONGEST = 200_000;

    /// More than a person reads; a cluster's node may have ten thousand.
    private static final int MOST = 200;

    private static final Value.Ports ALL = new Value.Ports(1, 65_535);

    private final Rules rules;
    private final List<Chain> hooked;
    private final Set<Redirection> found = new LinkedHashSet<>();

    /// What others' packets were asked about. A rule for our own processes is mostly its twin, or
    /// the same one by another way.
    private final Set<Rule> asked = new HashSet<>();

    private int passed;

    private Handing(Rules rules) {
        this.rules = rules;
        this.hooked =
                rules.hooked(EnumSet.of(Chain.Stage.PREROUTING, Chain.Stage.OUTPUT)).stream()
                        .filter(chain -> kind(chain) == Chain.Kind.NAT)
                        .toList();
    }

    private record Rule(Transport transport, Value.Ports ports, Redirection.Target target) {}

    /// What is known of the packets on the way to a rule.
    private record Way(
            Set<Transport> transports, List<Value.Ports> ports, List<String> conditions) {
        static final Way START = new Way(EnumSet.allOf(Transport.class), List.of(ALL), List.of());

        Way on(String condition) {
            var more = new ArrayList<>(conditions);
            if (!more.contains(condition)) more.add(condition);
            return new Way(transports, ports, more);
        }

        Way of(Predicate<Transport> those) {
            Set<Transport> left = EnumSet.noneOf(Transport.class);
            transports.stream().filter(those).forEach(left::add);
            return new Way(left, ports, conditions);
        }

        Way at(List<Value.Ports> spans) {
            var both = new ArrayList<Value.Ports>();
            for (Value.Ports a : ports)
                for (Value.Ports b : spans) {
                    int low = Math.max(a.low(), b.low());
                    int high = Math.min(a.high(), b.high());
                    if (low <= high) both.add(new Value.Ports(low, high));
                }
            return new Way(transports, both, conditions);
        }

        boolean isEmpty() {
            return transports.isEmpty() || ports.isEmpty();
        }
    }

    static List<Redirection> in(Rules rules) {
        var handing = new Handing(rules);
        for (Chain chain : handing.hooked) {
            boolean ours = isForOurselves(chain);
            handing.enter(chain, Way.START, ours ? Callers.OURSELVES : Callers.OTHERS, 0);
        }
        return handing.found.stream().filter(one -> !handing.isWithinAnother(one)).toList();
    }

    /// Whether the same is said with fewer conditions: a rule may be come to by several ways.
    private boolean isWithinAnother(Redirection one) {
        return found.stream()
                .anyMatch(
                        other ->
                                other.transport() == one.transport()
                                        && other.low() == one.low()
                                        && other.high() == one.high()
                                        && other.target().equals(one.target())
                                        && other.callers() == one.callers()
                                        && other.conditions().size() < one.conditions().size()
                                        && one.conditions().containsAll(other.conditions()));
    }

    private static Chain.Kind kind(Chain chain) {
        return chain.hook().map(Chain.Hook::kind).orElse(Chain.Kind.FILTER);
    }

    private static boolean isForOurselves(Chain chain) {
        return chain.hook().filter(hook -> hook.stage() == Chain.Stage.OUTPUT).isPresent();
    }

    private void enter(Chain chain, Way way, Callers callers, int depth) {
        if (depth > DEEPEST) return;
        for (List<Step> rule : chain.rules()) {
            if (++passed > LONGEST || found.size() >= MOST) return;
            Way on = way;
            for (Step step : rule) on = step(step, chain, on, callers, depth);
        }
    }

    private Way step(Step step, Chain chain, Way way, Callers callers, int depth) {
        if (way.isEmpty()) return way;
        switch (step) {
            case Step.Match match -> {
                return met(way, match);
            }
            case Step.Pick pick -> {
                for (Step.Choice choice : pick.choices()) {
                    var match =
                            new Step.Match(
                                    pick.fields(),
                                    Step.Sense.IS,
                                    List.of(choice.when()),
                                    pick.words());
                    step(choice.then(), chain, met(way, match), callers, depth);
                }
            }
            case Step.Hand(var target) -> add(way, target, callers, chain);
            case Step.Jump(var name) -> called(name, chain, way, callers, depth);
            case Step.Goto(var name) -> called(name, chain, way, callers, depth);
            case Step.Accept _, Step.Drop _, Step.Reject _, Step.Return _, Step.Strange _ -> {}
        }
        return way;
    }

    private void called(String name, Chain from, Way way, Callers callers, int depth) {
        rules.chain(from, name).ifPresent(chain -> enter(chain, way, callers, depth + 1));
    }

    /// The way of a packet that meets it. A single condition on port or transport narrows it; any
    /// other is told in its own words, unless all packets to listeners meet it.
    private static Way met(Way way, Step.Match match) {
        Way left = way;
        for (Field field : match.fields())
            if (!Set.of("", "th", "ip", "ip6").contains(field.protocol()))
                left = left.of(one -> field.protocol().equals(one.word()));
        if (isNever(match)) return left.at(List.of());
        boolean single = match.fields().size() == 1 && match.sense() == Step.Sense.IS;
        Field.What what = match.fields().isEmpty() ? Field.What.OTHER : first(match).what();
        List<Value> values = match.rows().stream().flatMap(List::stream).toList();
        if (single && what == Field.What.PORT) {
            var spans = new ArrayList<Value.Ports>();
            for (Value value : values) if (value instanceof Value.Ports ports) spans.add(ports);
            return spans.size() == values.size() ? left.at(spans) : left.on(match.words());
        }
        if (single && what == Field.What.TRANSPORT)
            return left.of(
                    one ->
                            values.stream()
                                    .anyMatch(
                                            value ->
                                                    new Caller(
                                                                            one,
                                                                            IpAddress.Version.IPV4,
                                                                            1,
                                                                            IpAddress.v4(0))
                                                                    .meets(
                                                                            List.of(first(match)),
                                                                            List.of(value))
                                                            != Truth.NO));
        return isAlways(match) ? left : left.on(match.words());
    }

    private static Field first(Step.Match match) {
        return match.fields().getFirst();
    }

    /// Asked of a packet of no particular kind: what does not depend on its kind.
    private static Truth general(Step.Match match) {
        boolean kind =
                match.fields().stream()
                        .anyMatch(
                                field ->
                                        field.what() == Field.What.PORT
                                                || field.what() == Field.What.TRANSPORT
                                                || !field.protocol().isEmpty()
                                                || field.what() == Field.What.VERSION
                                                || field.what() == Field.What.TO
                                                || field.what() == Field.What.FROM);
        if (kind) return Truth.MAYBE;
        return new Caller(Transport.TCP, IpAddress.Version.IPV4, 1, IpAddress.v4(0))
                .meets(match, Truth.MAYBE);
    }

    private static boolean isNever(Step.Match match) {
        return general(match) == Truth.NO;
    }

    private static boolean isAlways(Step.Match match) {
        return general(match) == Truth.YES;
    }

    private void add(Way way, Redirection.Target target, Callers callers, Chain chain) {
        for (Transport transport : way.transports())
            for (Value.Ports span : way.ports()) {
                boolean first = asked.add(new Rule(transport, span, target));
                var one =
                        new Redirection(
                                transport,
                                span.low(),
                                span.high(),
                                target,
                                callers,
                                way.conditions(),
                                chain.place());
                boolean tell = callers == Callers.OURSELVES ? first : isReached(one, chain);
                if (tell) found.add(one);
            }
    }

    /// Whether a packet can come so far: a rule before it may take them all.
    private boolean isReached(Redirection one, Chain chain) {
        return Stream.of(IpAddress.v4(0), IpAddress.v6(0, 0))
                .filter(any -> chain.sees(any.version()))
                .anyMatch(
                        any ->
                                IntStream.of(one.low(), one.high())
                                        .mapToObj(
                                                port ->
                                                        new Caller(
                                                                one.transport(),
                                                                any.version(),
                                                                port,
                                                                any))
                                        .anyMatch(caller -> isHanded(caller, one)));
    }

    private boolean isHanded(Caller caller, Redirection one) {
        List<Chain> others = hooked.stream().filter(chain -> !isForOurselves(chain)).toList();
        return Walk.ends(caller, others, rules)
                .contains(new Passage.Handed(one.target(), one.by()));
    }
}
