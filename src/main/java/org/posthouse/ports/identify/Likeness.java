package org.posthouse.ports.identify;

import module java.base;

/// What an unknown service sounds like: `likenesses.txt` beside this class, for the protocols that
/// [Protocol] has not. A word for the person who has to find out, no answer.
final class Likeness {
    private record Likely(String name, Pattern words) {}

    private Likeness() {}

    /// Read when it is first needed.
    private static final class All {
        static final List<Likely> LIKELY =
                Fingerprints.lines("likenesses.txt").map(Likeness::likely).toList();
    }

    private static Likely likely(String line) {
        List<String> parts = List.of(line.split("\t+"));
        return new Likely(parts.get(0), Pattern.compile(parts.get(1)));
    }

    /// @param first what was read first on one connection
    static Optional<String> of(String first) {
        return All.LIKELY.stream()
                .filter(one -> one.words.matcher(first).lookingAt())
                .map(Likely::name)
                .findFirst();
    }

    /// @param evidence of all connections
    static Optional<String> among(List<Evidence> evidence) {
        return evidence.stream()
                .filter(one -> one.side() == Evidence.Side.READ)
                .flatMap(one -> of(one.octets()).stream())
                .findFirst();
    }
}
