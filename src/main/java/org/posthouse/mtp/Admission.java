package org.posthouse.mtp;

import module java.base;

/// What came of MAIL or MRCP, proposals to forward dealt with (RFC 780 section 3.1).
sealed interface Admission {
    /// @param answer no preliminary one
    /// @param proposal that we agreed to before it
    record Answered(Answer answer, Optional<Answer> proposal) implements Admission {}

    /// We did not want it forwarded, and it is not.
    record Declined(Answer proposal) implements Admission {}

    /// We did not want it forwarded, but the host was done with it before we could say so.
    record Unheeded(Answer proposal, Answer completion) implements Admission {}

    /// The host is of RFC 772, as may only have shown by now, and has no routes back.
    record RouteUnwanted() implements Admission {}

    /// What the host does with the mail beyond keeping it, if it takes it.
    default Optional<Answer> agreed() {
        return switch (this) {
            case Answered(_, var proposal) -> proposal;
            case Unheeded(var proposed, _) -> Optional.of(proposed);
            case Declined _, RouteUnwanted _ -> Optional.empty();
        };
    }

    /// Whether the host could not make sense of the command, whoever it was for.
    default boolean isMisunderstood() {
        return this instanceof Answered(var answer, _) && answer.rejectsCommand();
    }

    default boolean isTableFull() {
        return this instanceof Answered(var answer, _) && answer.code() == 452;
    }
}
