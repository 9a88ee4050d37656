package org.posthouse.mail;

/// What one pass over a content found.
///
/// @param size octets
/// @param longestLine octets of the longest line, its ending counted as two
/// @param width what a channel must be able to carry
/// @param hops the `Received:` fields in its header (RFC 5321 section 6.3)
public record Measure(long size, int longestLine, Width width, int hops) {
    /// From the narrowest to the widest.
    public enum Width {
        /// ASCII in lines that end with CRLF.
        SEVEN_BIT,
        /// Octets from 128, in lines that end with CRLF (RFC 6152).
        EIGHT_BIT,
        /// With NUL, or a CR or LF outside CRLF.
        BINARY
    }
}
