package org.posthouse.mail;

/// What a peer can take of a content, once its sender knows: from the EHLO reply, a learnt host,
/// the protocol itself.
///
/// @param textLine octets of the longest text line, its CRLF counted
/// @param width the widest content it carries
/// @param size octets of the largest content
/// @param readers what mail is read with on the other side
public record Limits(int textLine, Measure.Width width, long size, Readers readers) {
    /// What the people behind a peer can be expected to read mail with.
    public enum Readers {
        /// MIME (RFC 2045): a content that does not fit may be encoded.
        MIME,
        /// Terminals of before MIME: whatever is encoded is to be made readable text.
        PLAIN
    }
}
