package org.posthouse.cli;

import module java.base;

import org.posthouse.mail.Hop;
import org.posthouse.mail.Outbound;
import org.posthouse.wire.Transcript;

/// The channels' senders, as `Main` makes them.
public interface Senders {
    /// @param via the host to talk to, whose settings are looked at first
    /// @param timeout how long to wait for a connection and for each reply; empty for the times of
    ///   the protocol
    /// @param transcript hears the dialogues
    /// @return nothing when no channel has that scheme
    /// @throws Stop when the URL has settings that the channel does not know
    Optional<Outbound> sender(Hop.Remote via, Optional<Duration> timeout, Transcript transcript);
}
