package org.posthouse.mail;

import module java.base;

/// One transfer under way between us and a partner, as it was at one moment: of a file, or of mail
/// that goes as one. For those who look on; nothing is decided by it.
///
/// @param protocol such as `NIFTP`
/// @param peer address and port
/// @param service the called service's name; empty where the port names it
/// @param user who we were told it is for; empty where nobody was named
/// @param name of the file; empty where there is none
/// @param octets of data in this conversation so far
/// @param mark up to which the receiver has secured the data
/// @param rate octets a second, on the average since it began
/// @param since when it was agreed on
public record Transfer(
        String protocol,
        Role role,
        String peer,
        String service,
        String user,
        Direction direction,
        String name,
        long octets,
        int mark,
        long rate,
        Stage stage,
        Instant since) {
    /// Which side called.
    public enum Role {
        CALLED,
        CALLING
    }

    /// Where the data go.
    public enum Direction {
        IN,
        OUT
    }

    /// How far it has come.
    public enum Stage {
        /// No data have begun.
        AGREED,
        MOVING,
        /// The receiver has asked the sender to wait.
        HELD,
        /// The data are at their end: they are stored, and both sides say so.
        ENDING
    }
}
