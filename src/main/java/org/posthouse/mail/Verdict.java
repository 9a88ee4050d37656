package org.posthouse.mail;

/// What the core says of a recipient or of a finished message. A channel turns it into its own
/// words.
public sealed interface Verdict {
    /// Not a mailbox of this host, but we know where it is and will take the message there (RFC 780
    /// section 3.1, 151; RFC 5321 section 3.4, 251).
    record Elsewhere(Mailbox mailbox) implements Verdict {}

    /// The recipient is welcome. Nothing is promised yet.
    record Welcome() implements Verdict {}

    /// The verdicts on a finished message.
    sealed interface Final extends Verdict {}

    /// On disk, for all its recipients, and from now on our duty.
    record Accepted(MessageId id) implements Final {}

    enum Trouble implements Final {
        /// Worth trying again later.
        BUSY,
        BROKEN,
        NO_ROOM,
        /// Not worth trying again.
        NO_SUCH_USER,
        /// No route says where mail for that host goes.
        NO_ROUTE,
        NO_RELAYING,
        OVER_QUOTA,
        TOO_BIG,
        BAD_NAME,
        /// More than 100 hosts have passed it on (RFC 5321 section 6.3).
        LOOP;

        public boolean temporary() {
            return this == BUSY || this == BROKEN || this == NO_ROOM;
        }

        /// For a person of this machine. What a peer is told, each protocol says in its own words.
        public String words() {
            return switch (this) {
                case BUSY -> "the server is busy";
                case BROKEN -> "the spool does not work; the log says why";
                case NO_ROOM -> "the disk has no more than its reserve left";
                case NO_SUCH_USER -> "there is no such user here";
                case NO_ROUTE -> "no route says where mail for that host goes";
                case NO_RELAYING -> "[policy] relay does not let this machine send there";
                case OVER_QUOTA -> "the mailbox is full";
                case TOO_BIG -> "the message is too big";
                case BAD_NAME -> "that is no name of a mailbox";
                case LOOP -> "more than 100 hosts have passed it on: it goes in circles";
            };
        }
    }
}
