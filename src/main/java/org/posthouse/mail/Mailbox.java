package org.posthouse.mail;

/// A user at a host: an absolute address, where a [MailPath] is a way to it (RFC 780 section 3.2).
///
/// @param user the local part with all quoting undone, its case kept (RFC 780 section 2, RFC 5321
///   section 2.4); not empty
public record Mailbox(String user, Host host) {
    public Mailbox {
        if (user.isEmpty()) throw new IllegalArgumentException("a mailbox has a user");
    }

    /// For people: `user@host`, unquoted. What goes on a wire is written by [Rfc780Path] or
    /// [Rfc5321Path].
    @Override
    public String toString() {
        return user + "@" + (host instanceof Host.Name(var name) ? name : host.key());
    }
}
