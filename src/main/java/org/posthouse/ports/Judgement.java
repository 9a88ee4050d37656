package org.posthouse.ports;

import module java.base;

import org.posthouse.ports.identify.Confidence;
import org.posthouse.ports.identify.Observed;
import org.posthouse.ports.identify.Protocol;
import org.posthouse.ports.registry.State;
import org.posthouse.ports.sockets.Executable;
import org.posthouse.ports.sockets.Executable.Mark;
import org.posthouse.ports.sockets.Owner;
import org.posthouse.ports.sockets.Owners;
import org.posthouse.ports.sockets.Reach;

/// The matrix from [Facts] to a [Verdict]: a pure function, whose rows are in its test.
///
/// A suspect program comes before all, even before the baseline, for a baseline tells which program
/// is meant and not that its file is still the one that was meant. Then the user's baseline, who
/// knows better than any registry; then what was observed; then what is registered.
public final class Judgement {
    private static final Set<Mark> SUSPECT = EnumSet.of(Mark.DELETED, Mark.WRITABLE, Mark.MEMORY);

    private Judgement() {}

    public static Verdict of(Facts facts) {
        Optional<Verdict> alarm = suspect(facts.owners(), SUSPECT);
        if (alarm.isPresent()) return alarm.get();
        return switch (facts.allowance()) {
            case Allowance.Listed _ -> new Verdict.Listed();
            case Allowance.Unlisted _ -> new Verdict.Unlisted();
            case Allowance.Hidden(var lacking) -> new Verdict.Unjudged(lacking);
            case Allowance.Differs(var how) -> new Verdict.Differs(how);
            case Allowance.NotAsked _ -> byItself(facts);
        };
    }

    private static Optional<Verdict> suspect(Owners owners, Set<Mark> suspect) {
        return owners.known().stream()
                .flatMap(owner -> owner.executable().stream().map(p -> alarm(owner, p, suspect)))
                .filter(alarm -> !alarm.marks().isEmpty())
                .map(alarm -> (Verdict) alarm)
                .findFirst();
    }

    private static Verdict.Alarm alarm(Owner owner, Executable program, Set<Mark> suspect) {
        Set<Mark> marks = EnumSet.copyOf(suspect);
        marks.retainAll(program.marks());
        return new Verdict.Alarm(owner, program, marks);
    }

    private static Verdict byItself(Facts facts) {
        if (suspect(facts.owners(), EnumSet.of(Mark.TEMPORARY)).isPresent())
            return new Verdict.Investigate("its program lies in a directory for temporary files");
        return observed(facts)
                .map(protocol -> speaking(facts, protocol))
                .orElseGet(() -> unidentified(facts));
    }

    /// What it surely speaks. A guess rests upon the number of the port, so that it proves nothing
    /// about it.
    private static Optional<Protocol> observed(Facts facts) {
        return facts.observed()
                .filter(seen -> seen.sureness().filter(c -> c != Confidence.GUESS).isPresent())
                .flatMap(Observed::named);
    }

    private static Verdict speaking(Facts facts, Protocol protocol) {
        Optional<String> name = facts.registered().stream().filter(protocol::isOf).findFirst();
        if (name.isPresent()) return new Verdict.AsRegistered(protocol, name.get());
        Optional<String> once = facts.historic().stream().filter(protocol::isOf).findFirst();
        if (once.isPresent()) return new Verdict.Museum(protocol, once.get());
        return switch (facts.state()) {
            case ASSIGNED -> new Verdict.Elsewhere(protocol, facts.registered());
            case PRIVATE_USE -> new Verdict.Confirm(facts.state(), Optional.of(protocol));
            case DYNAMIC -> dynamic(facts, Optional.of(protocol));
            case UNASSIGNED, RESERVED, DE_ASSIGNED, UNSETTLED ->
                    new Verdict.Unregistered(protocol, facts.state());
        };
    }

    private static Verdict unidentified(Facts facts) {
        if (facts.state() == State.ASSIGNED && facts.owners() instanceof Owners.Hidden(var lack))
            return new Verdict.Unjudged(lack);
        return switch (facts.state()) {
            case ASSIGNED -> new Verdict.Plausible(facts.registered());
            case PRIVATE_USE -> new Verdict.Confirm(facts.state(), Optional.empty());
            case DYNAMIC -> dynamic(facts, Optional.empty());
            case UNASSIGNED, RESERVED, DE_ASSIGNED, UNSETTLED ->
                    new Verdict.Investigate(
                            "the port is "
                                    + facts.state().words()
                                    + " and what it speaks is not known");
        };
    }

    /// Any program may take such a port for a while (RFC 6335 section 6); what others can reach
    /// there, somebody should know of.
    private static Verdict dynamic(Facts facts, Optional<Protocol> observed) {
        List<Owner> owners = facts.owners().known();
        return facts.reach() == Reach.LOOPBACK && !owners.isEmpty()
                ? new Verdict.Passing(owners.getFirst())
                : new Verdict.Confirm(facts.state(), observed);
    }
}
