package org.posthouse.smtp;

import module java.base;

import org.posthouse.mail.MailPath;
import org.posthouse.mail.Peer;
import org.posthouse.mail.ReversePath;

/// How far a conversation has come: all that the receiver remembers between commands (RFC 5321
/// section 4.1.4).
sealed interface Stage {
    /// The sender has not said who it is.
    record Unmet() implements Stage {}

    /// It has; no transaction is open.
    record Met(Peer peer) implements Stage {}

    /// MAIL was accepted.
    record Open(Peer peer, ReversePath from, List<MailPath> to) implements Stage {
        Open with(MailPath another) {
            return new Open(peer, from, Stream.concat(to.stream(), Stream.of(another)).toList());
        }
    }

    /// The same without its transaction: RSET, the end of a text.
    default Stage reset() {
        return switch (this) {
            case Open(var peer, _, _) -> new Met(peer);
            case Met _, Unmet _ -> this;
        };
    }
}
