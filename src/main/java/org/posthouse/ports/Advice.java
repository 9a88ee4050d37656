package org.posthouse.ports;

import module java.base;

import org.posthouse.ports.identify.Protocol;
import org.posthouse.ports.registry.State;
import org.posthouse.ports.sockets.Executable.Mark;
import org.posthouse.ports.sockets.Owner;
import org.posthouse.ports.sockets.Owners;
import org.posthouse.ports.sockets.Passage;

/// The words for a [Verdict]: what it is, and what to do about it.
public final class Advice {
    private Advice() {}

    /// What it is, in a sentence without its stop.
    public static String summary(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Listed _ -> "as your baseline has it";
            case Verdict.AsRegistered(var protocol, var service) ->
                    "as registered: " + protocol.title() + " on the port of " + service;
            case Verdict.Plausible(var services) ->
                    "nothing speaks against " + either(services) + ", and nothing proves it";
            case Verdict.Passing(var owner) ->
                    "a temporary port of process " + owner.pid() + ", for this machine only";
            case Verdict.Museum(var protocol, var name) ->
                    "a museum piece: "
                            + protocol.title()
                            + " where "
                            + name
                            + " was registered once, and is not any more";
            case Verdict.Elsewhere(var protocol, var services) ->
                    protocol.title() + " on a port that is assigned to " + either(services);
            case Verdict.Unregistered(var protocol, var state) ->
                    protocol.title() + " on a port that is " + state.words();
            case Verdict.Confirm(var state, var observed) -> confirm(state, observed);
            case Verdict.Investigate(var why) -> why;
            case Verdict.Alarm(var owner, var program, var marks) ->
                    "the program of process "
                            + owner.pid()
                            + ", "
                            + program.path()
                            + ", is suspect: "
                            + words(marks);
            case Verdict.Unlisted _ -> "not in your baseline";
            case Verdict.Differs(var how) ->
                    "not as your baseline has it: " + String.join("; ", how);
            case Verdict.Unjudged(var lacking) -> lacking.words() + " whose it is";
        };
    }

    private static String confirm(State state, Optional<Protocol> observed) {
        String what = observed.map(protocol -> protocol.title() + " on ").orElse("");
        return state == State.PRIVATE_USE
                ? what + "a port for private use: only its owner can say what belongs there"
                : what + "a temporary port that is registered to nobody and open to others";
    }

    private static String either(List<String> services) {
        return services.isEmpty() ? "what it is assigned to" : String.join(" or ", services);
    }

    private static String words(Set<Mark> marks) {
        return marks.stream().sorted().map(Mark::words).collect(Collectors.joining(", "));
    }

    /// What to do, a sentence each; none where nothing is to be done.
    public static List<String> toDo(Verdict verdict, Facts facts) {
        var advice = new ArrayList<String>();
        switch (verdict) {
            case Verdict.Listed _, Verdict.AsRegistered _, Verdict.Passing _ -> {}
            case Verdict.Plausible _ ->
                    advice.add("If you do not know the program, ask who installed it.");
            case Verdict.Museum _ ->
                    advice.add(
                            "Expected only if you run such a host or a gateway to one; else ask"
                                    + " whose it is.");
            case Verdict.Elsewhere _ -> {
                advice.add("It works as long as nobody here needs the port for its own service.");
                advice.add("Move it to a port of its own, or put it into a baseline.");
            }
            case Verdict.Unregistered _ ->
                    advice.add(
                            "It works, but the number may be assigned to another some day (RFC 7605"
                                    + " section 7.8).");
            case Verdict.Confirm _ -> {
                advice.add("Ask its owner, and put it into a baseline if it belongs here.");
                advice.addAll(trace(facts.owners().known()));
            }
            case Verdict.Investigate _, Verdict.Unlisted _, Verdict.Differs _ -> {
                advice.add(
                        "Find out which package or person brought it, and stop it if nobody did.");
                advice.addAll(trace(facts.owners().known()));
            }
            case Verdict.Alarm(var owner, _, var marks) -> advice.addAll(alarm(owner, marks));
            case Verdict.Unjudged(var lacking) -> advice.add(again(lacking));
        }
        if (!advice.isEmpty()) reach(facts).ifPresent(advice::add);
        return advice;
    }

    private static String again(Owners.Lacking lacking) {
        return switch (lacking) {
            case ROOT -> "Ask again as root.";
            case CAPABILITY -> "Ask again outside this container: it takes CAP_SYS_PTRACE.";
        };
    }

    private static List<String> alarm(Owner owner, Set<Mark> marks) {
        var advice = new ArrayList<String>();
        if (marks.contains(Mark.DELETED))
            advice.add(
                    "If its package was upgraded, restart it; if not, keep a copy of /proc/"
                            + owner.pid()
                            + "/exe before you stop it.");
        if (marks.contains(Mark.MEMORY))
            advice.add(
                    "Few programs run from memory alone and mean well; keep a copy of /proc/"
                            + owner.pid()
                            + "/exe before you stop it.");
        if (marks.contains(Mark.WRITABLE))
            advice.add(
                    "Take the right to write to its file from all but its owner, and compare the"
                            + " file with its package's.");
        advice.addAll(trace(List.of(owner)));
        return advice;
    }

    /// Where to go on.
    private static List<String> trace(List<Owner> owners) {
        return owners.stream()
                .limit(1)
                .map(
                        owner ->
                                owner.unit()
                                        .map(unit -> "systemctl status " + unit + " tells more.")
                                        .orElse(
                                                "It was started by process "
                                                        + owner.parent()
                                                        + "."))
                .toList();
    }

    private static Optional<String> reach(Facts facts) {
        return switch (facts.reach()) {
            case LOOPBACK -> Optional.of("Only this machine can reach it.");
            case LINK -> facts.passage().flatMap(Advice::filtered);
            case ALL ->
                    Optional.of(
                            facts.passage()
                                    .map(passage -> filtered(passage).orElse(OPEN))
                                    .orElse(UNKNOWN));
        };
    }

    private static final String OPEN = "Whoever reaches this machine can call it.";
    private static final String UNKNOWN =
            "Whoever reaches this machine can call it, unless a packet filter stands before it.";

    /// What a packet filter changes for others; empty if nothing.
    private static Optional<String> filtered(Passage passage) {
        return switch (passage) {
            case Passage.Accepted _ -> Optional.empty();
            case Passage.Dropped _, Passage.Rejected _ ->
                    Optional.of("A packet filter keeps others away from it.");
            case Passage.Handed _ -> Optional.of("Calls of others go elsewhere.");
            case Passage.Partly(var otherwise, _) when otherwise instanceof Passage.Accepted ->
                    Optional.of("A packet filter keeps some others away from it.");
            case Passage.Partly _, Passage.Versions _ ->
                    Optional.of("A packet filter lets only some others reach it.");
            case Passage.Unclear _ -> Optional.of(UNKNOWN);
        };
    }
}
