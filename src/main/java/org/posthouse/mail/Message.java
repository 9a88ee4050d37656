package org.posthouse.mail;

import module java.base;

/// A message in the queue, without its recipients, of which there may be many thousands.
///
/// @param recipients how many it came with
public record Message(
        MessageId id, ReversePath from, Origin origin, int recipients, Content content) {
    /// @param peer who handed it to us
    /// @param arrival when we took it
    public record Origin(Peer peer, Instant arrival) {}
}
