package org.posthouse.mail;

/// What a reader of paths made of a text.
public sealed interface PathReading {
    record Understood(MailPath path) implements PathReading {}

    /// @param why what is wrong, for a log or an operator; never sent as it is
    record Malformed(String why) implements PathReading {}
}
