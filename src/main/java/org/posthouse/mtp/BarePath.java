package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Rfc780Path;

/// Writes a path as RFC 772 ("Command syntax") has it. It looks like RFC 780's, but no character
/// quotes another: `Joe,Smith` is written as it is.
final class BarePath {
    private BarePath() {}

    /// The path with its angle brackets, or nothing when a host's name is none, or the user's name
    /// has characters that no line can carry or would be taken for a host of the route.
    static Optional<String> write(MailPath path) {
        Mailbox mailbox = path.mailbox();
        if (!mailbox.user().matches("[\\p{ASCII}&&[^@\\r\\n]][\\p{ASCII}&&[^\\r\\n]]*"))
            return Optional.empty();
        return Rfc780Path.write(new MailPath(path.route(), new Mailbox("u", mailbox.host())))
                .map(text -> with(text, mailbox.user()));
    }

    /// @param text whose user is one letter
    private static String with(String text, String user) {
        int at = text.lastIndexOf('@');
        return text.substring(0, at - 1) + user + text.substring(at);
    }
}
