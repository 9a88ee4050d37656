package org.posthouse.mail;

import module java.base;

/// What a [JntReader] made of a letter's envelope.
public sealed interface JntReading {
    /// @param to at least one
    /// @param from the return path, computed from the header; null for a mail program's own
    ///   messages
    /// @param acknowledgeTo who is to hear that the recipients were accepted; mostly nobody
    record Letter(List<MailPath> to, ReversePath from, List<MailPath> acknowledgeTo)
            implements JntReading {
        public Letter {
            to = List.copyOf(to);
            acknowledgeTo = List.copyOf(acknowledgeTo);
        }
    }

    /// Nobody can take it as it is, now or later.
    ///
    /// @param why for the sender
    record Unusable(String why) implements JntReading {}
}
