package org.posthouse.ports.identify;

import module java.base;

/// What one conversation came to.
///
/// @param security of TLS, where it is around
record Finding(
        Observed observed,
        Optional<Product> product,
        Optional<Security> security,
        List<String> notes) {
    static Finding of(Observed observed) {
        return new Finding(observed, Optional.empty(), Optional.empty(), List.of());
    }

    static Finding speaks(Protocol protocol, Confidence confidence, String words) {
        return speaks(protocol, "", confidence, words);
    }

    /// @param words in which the product may name itself
    static Finding speaks(Protocol protocol, String edition, Confidence confidence, String words) {
        return new Finding(
                new Observed.Speaks(protocol, edition, confidence),
                Fingerprints.product(protocol, words),
                Optional.empty(),
                List.of());
    }

    static Finding unknown(String why) {
        return of(new Observed.Unknown(why));
    }

    Finding noting(String note) {
        return new Finding(
                observed,
                product,
                security,
                Stream.concat(notes.stream(), Stream.of(note)).toList());
    }

    /// The same; if it is unknown, with what it sounds like, which is no answer.
    Finding like(String name) {
        return observed instanceof Observed.Unknown(var why)
                ? new Finding(
                        new Observed.Unknown(why + "; it sounds like " + name),
                        product,
                        security,
                        notes)
                : this;
    }

    /// The same, found within TLS.
    Finding within(Security around) {
        return new Finding(observed, product, Optional.of(around), notes);
    }

    /// The same, with what spoke against it out of the way.
    Finding certain() {
        return observed instanceof Observed.Speaks(var protocol, var edition, _)
                ? new Finding(
                        new Observed.Speaks(protocol, edition, Confidence.CERTAIN),
                        product,
                        security,
                        notes)
                : this;
    }

    boolean isCertain() {
        return observed.sureness().filter(c -> c == Confidence.CERTAIN).isPresent();
    }

    /// How much it tells; the more the better.
    int rank() {
        return switch (observed) {
            case Observed.Speaks(var protocol, _, var confidence) ->
                    rank(confidence) + (protocol == Protocol.TLS ? 0 : 1);
            case Observed.Busy _ -> 3;
            case Observed.Unknown _ -> 2;
            case Observed.Silent _, Observed.NotAsked _ -> 1;
        };
    }

    private static int rank(Confidence confidence) {
        return switch (confidence) {
            case GUESS -> 4;
            case LIKELY -> 6;
            case CERTAIN -> 8;
        };
    }
}
