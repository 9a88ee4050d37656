package org.posthouse.intake;

import module java.base;

import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;

/// Where a path leads from here, once this host has had its say.
///
/// @param path as the queue has it
/// @param moved the new mailbox of somebody whose mail was meant for this host and goes on to
///   another (RFC 780 section 3.1)
record Arrival(MailPath path, Optional<Mailbox> moved) {
    static Arrival at(MailPath path) {
        return new Arrival(path, Optional.empty());
    }
}
