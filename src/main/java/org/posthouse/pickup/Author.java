package org.posthouse.pickup;

import module java.base;

import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Rfc5321Path;

/// Who hands in a message, for what its header does not say.
///
/// @param user of this system
/// @param fullName for a `From:` field; mostly empty
/// @param host our name
public record Author(String user, String fullName, String host) {
    public Author {
        if (user.isEmpty()) throw new IllegalArgumentException("an author has a name");
    }

    public MailPath path() {
        return MailPath.to(new Mailbox(user, new Host.Name(host)));
    }

    /// The `From:` field of a message that has none.
    ///
    /// @param sender whose message it is
    String from(MailPath sender) {
        String address =
                Rfc5321Path.write(MailPath.to(sender.mailbox()))
                        .orElseGet(() -> "<" + Rfc5321Path.local(user) + "@" + host + ">");
        String name = fullName.replaceAll("[^ -~]", "?").strip();
        return name.isEmpty()
                ? address.substring(1, address.length() - 1)
                : '"' + name.replaceAll("[\"\\\\]", "\\\\$0") + "\" " + address;
    }
}
