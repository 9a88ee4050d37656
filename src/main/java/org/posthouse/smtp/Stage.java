package org.posthouse.smtp;

import module java.base;

import org.posthouse.mail.Peer;
import org.posthouse.mail.Posted;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.ReversePath;

/// How far a conversation has come: all that the receiver remembers between commands (RFC 5321
/// section 4.1.4).
sealed interface Stage {
    /// The sender has not said who it is.
    record Unmet() implements Stage {}

    /// It has; no transaction is open.
    record Met(Peer peer) implements Stage {}

    /// MAIL was accepted.
    record Open(Peer peer, ReversePath from, Reporting reporting, List<Posted.To> to)
            implements Stage {
        Open with(Posted.To another) {
            return new Open(
                    peer, from, reporting, Stream.concat(to.stream(), Stream.of(another)).toList());
        }
    }

    /// The same without its transaction: RSET, the end of a text.
    default Stage reset() {
        return switch (this) {
            case Open(var peer, _, _, _) -> new Met(peer);
            case Met _, Unmet _ -> this;
        };
    }
}
