package org.posthouse.mail;

import module java.base;

/// A message in the queue, without its recipients, of which there may be many thousands.
///
/// @param reporting what the sender asked for with the message as a whole
/// @param recipients how many it came with
public record Message(
        MessageId id,
        ReversePath from,
        Reporting reporting,
        Origin origin,
        int recipients,
        Content content) {
    /// With nothing asked for.
    public Message(MessageId id, ReversePath from, Origin origin, int recipients, Content content) {
        this(id, from, Reporting.NONE, origin, recipients, content);
    }

    /// @param peer who handed it to us
    /// @param arrival when we took it
    public record Origin(Peer peer, Instant arrival) {}
}
