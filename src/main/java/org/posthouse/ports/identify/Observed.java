package org.posthouse.ports.identify;

import module java.base;

/// What came of listening to an open port and asking it.
public sealed interface Observed {
    /// It speaks this.
    ///
    /// @param edition which one, where that shows: `RFC 780`, `HTTP/2`; else empty
    record Speaks(Protocol protocol, String edition, Confidence confidence) implements Observed {}

    /// It sent us away for now: 421, 120, or the like of another protocol.
    ///
    /// @param perhaps what its words fit, empty when they fit nothing
    record Busy(Optional<Protocol> perhaps) implements Observed {}

    /// It said or did something that fits nothing we know.
    ///
    /// @param why what is known all the same
    record Unknown(String why) implements Observed {}

    /// `open-silent`: it took the connection, and said nothing to all that was said to it.
    record Silent() implements Observed {}

    /// Nothing was said to it, as was asked for, and it said nothing.
    record NotAsked() implements Observed {}

    default Optional<Protocol> named() {
        return switch (this) {
            case Speaks(var protocol, _, _) -> Optional.of(protocol);
            case Busy(var perhaps) -> perhaps;
            case Unknown _, Silent _, NotAsked _ -> Optional.empty();
        };
    }

    default Optional<Confidence> sureness() {
        return switch (this) {
            case Speaks(_, _, var confidence) -> Optional.of(confidence);
            case Busy _, Unknown _, Silent _, NotAsked _ -> Optional.empty();
        };
    }

    /// A word that stays as it is.
    default String word() {
        return switch (this) {
            case Speaks(var protocol, _, _) -> protocol.word();
            case Busy _ -> "busy";
            case Unknown _ -> "unknown";
            case Silent _ -> "open-silent";
            case NotAsked _ -> "not-asked";
        };
    }
}
