package org.posthouse.mail;

/// What a peer can take of a content, once its sender knows: from the EHLO reply, a learnt host,
/// the protocol itself.
///
/// @param textLine octets of the longest text line, its CRLF counted
/// @param width the widest content it carries
/// @param size octets of the largest content
public record Limits(int textLine, Measure.Width width, long size) {}
