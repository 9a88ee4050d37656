package org.posthouse.ports;

import module java.base;

import org.posthouse.ports.identify.Identity;
import org.posthouse.ports.identify.Reach;
import org.posthouse.ports.sockets.Executable;
import org.posthouse.ports.sockets.Listing;
import org.posthouse.ports.sockets.LocalSocket;
import org.posthouse.ports.sockets.Owner;

/// What listens held against a baseline, and a baseline made of what listens. Neither is concerned
/// with other network namespaces, nor with datagram sockets on temporary ports: those are clients
/// that wait for an answer, and no two looks find the same.
public record BaselineCheck(List<Inspection> judged, List<Baseline.Entry> missing) {
    public BaselineCheck {
        judged = List.copyOf(judged);
        missing = List.copyOf(missing);
    }

    /// What it comes to, for scripts.
    public enum Result {
        AS_EXPECTED,
        FINDINGS,
        /// Nothing is found wrong, and something could not be judged.
        UNJUDGED,
        /// Nothing else is wrong, and a listener whose protocol is expected cannot be called.
        UNREACHABLE
    }

    public static BaselineCheck of(Inspector.Found found, Baseline baseline) {
        Listing listing = found.listing();
        List<Inspection> judged =
                found.inspections().stream()
                        .filter(one -> Baseline.isOfOurs(one.socket()))
                        .filter(
                                one ->
                                        !listing.isPassing(one.socket())
                                                || !(one.verdict() instanceof Verdict.Unlisted))
                        .toList();
        return new BaselineCheck(judged, baseline.missing(listing.sockets()));
    }

    /// Those that are not as the baseline has them.
    public List<Inspection> findings() {
        return judged.stream()
                .filter(one -> one.verdict().gravity() != Verdict.Gravity.FINE)
                .toList();
    }

    public Result result() {
        Set<Verdict.Gravity> all =
                judged.stream().map(one -> one.verdict().gravity()).collect(Collectors.toSet());
        if (!missing.isEmpty()
                || all.contains(Verdict.Gravity.FINDING)
                || all.contains(Verdict.Gravity.ALARM)) return Result.FINDINGS;
        if (all.contains(Verdict.Gravity.UNJUDGED)) return Result.UNJUDGED;
        return judged.stream().anyMatch(BaselineCheck::isUnreachable)
                ? Result.UNREACHABLE
                : Result.AS_EXPECTED;
    }

    private static boolean isUnreachable(Inspection one) {
        return one.checked().filter(checked -> checked.reach() != Reach.OPEN).isPresent();
    }

    /// A baseline of all that listens now.
    public static Baseline written(Inspector.Found found) {
        Listing listing = found.listing();
        return new Baseline(
                found.inspections().stream()
                        .filter(one -> Baseline.isOfOurs(one.socket()))
                        .filter(one -> !listing.isPassing(one.socket()))
                        .map(BaselineCheck::entry)
                        .distinct()
                        .toList());
    }

    private static Baseline.Entry entry(Inspection one) {
        LocalSocket socket = one.socket();
        List<Owner> owners = socket.owners().known();
        return new Baseline.Entry(
                socket.port(),
                socket.transport(),
                Optional.of(socket.address()),
                all(owners, owner -> owner.executable().map(Executable::path)),
                all(owners, owner -> owner.unit().filter(unit -> unit.endsWith(".service"))),
                one.checked()
                        .flatMap(checked -> checked.identity())
                        .filter(identity -> identity.observed().named().isPresent())
                        .map(Identity::spoken));
    }

    /// Of each owner, or of none: an owner without would be against the baseline at once.
    private static Set<String> all(List<Owner> owners, Function<Owner, Optional<String>> part) {
        return owners.stream().allMatch(owner -> part.apply(owner).isPresent())
                ? owners.stream().flatMap(o -> part.apply(o).stream()).collect(Collectors.toSet())
                : Set.of();
    }
}
