package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Hop;
import org.posthouse.mail.Message;

/// What is to be heard of a message.
///
/// @param hop where it was tried to take it, if it was tried
/// @param until when what is delayed will be given up
record Tidings(Message message, Optional<Hop> hop, Told told, Instant until) {
    /// Whether what was served has reached its mailbox, and not just the next host.
    boolean delivered() {
        return hop.filter(Hop.Place.class::isInstance).isPresent();
    }
}
