package org.posthouse.wire;

/// What reading a line found. Octets are kept as the characters 0 to 255.
public sealed interface Line {
    /// A line that ended with CRLF, without it.
    record Text(String text) implements Line {}

    /// A line with a CR or LF outside CRLF: what one host takes for one line another may take for
    /// two.
    record Stray(String text) implements Line {}

    /// A line above the limit, read to its end and not kept.
    ///
    /// @param octets its ending not counted
    record TooLong(long octets) implements Line {}

    /// No more lines will come; [Connection#ending] says why.
    enum Nothing implements Line {
        /// The peer said nothing more.
        END,
        /// It broke off in the middle of a line.
        CUT
    }
}
