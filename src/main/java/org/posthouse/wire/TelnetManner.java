package org.posthouse.wire;

/// How far a connection follows the TELNET protocol (RFC 854), beneath its lines. No option is ever
/// agreed to: both ends stay network virtual terminals.
public enum TelnetManner {
    /// As FTP and RFC 772 ask: commands are taken out wherever they come, options declined, "are
    /// you there" answered by a line of its own.
    SPOKEN,
    /// For a peer that may speak it or not: commands are taken out, but within a text, where they
    /// may be somebody's eight-bit characters, nothing is answered, and "are you there" never is.
    TOLERATED
}
