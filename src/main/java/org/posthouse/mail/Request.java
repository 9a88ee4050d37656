package org.posthouse.mail;

import module java.base;

/// What a sender has asked for with one recipient (RFC 3461 sections 4.1 and 4.2). It goes with the
/// recipient wherever that goes.
///
/// @param wanted of what the sender is to be told
/// @param original the address as the sender knows it, if he said so
public record Request(Notify wanted, Optional<OriginalRecipient> original) {
    /// Nothing was asked.
    public static final Request NONE = new Request(new Notify.Unsaid(), Optional.empty());

    /// Whether the sender is to be told of it.
    public boolean on(Notify.Event event) {
        return wanted.on(event);
    }
}
