package org.posthouse.cli;

import module java.base;

import org.posthouse.mail.Outbound;
import org.posthouse.wire.Transcript;

/// The channels' senders, as `Main` makes them.
public interface Senders {
    /// @param scheme of a next hop, such as `smtp`
    /// @param transcript hears the dialogues
    /// @return nothing when no channel has that scheme
    Optional<Outbound> sender(String scheme, Transcript transcript);
}
