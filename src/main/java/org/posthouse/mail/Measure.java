package org.posthouse.mail;

/// What one pass over a content found.
///
/// A CR or LF outside CRLF is no matter of width: every sender that has lines makes it one
/// (`wire.DotText`), and the longest line is measured as it will be then.
///
/// @param size octets
/// @param longestLine octets of the longest line, its ending counted as two
/// @param width what a channel must be able to carry, once the line ends are in order
/// @param hops the fields in its header that those wrote who passed it on: `Received:` (RFC 5321
///   section 6.3), and JNT Mail's `Via:`
public record Measure(long size, int longestLine, Width width, int hops) {
    /// From the narrowest to the widest.
    public enum Width {
        /// ASCII without NUL.
        SEVEN_BIT,
        /// Octets from 128 too (RFC 6152), without NUL.
        EIGHT_BIT,
        /// With NUL, which no text line may have (RFC 5322 section 2.3).
        BINARY
    }
}
