package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Rfc5321Path;

/// How a recipient is named to a host: "the user's normal identification at the serving host" (RFC
/// 385 section 13) for its own users, `user@host` for those of others; only the name of the user at
/// that host is passed to an FTP server (RFC 754). A source route has no form here and is left out.
///
/// @param own the names of the host itself
/// @param command octets of the longest command, its CRLF counted
record Naming(Set<Host> own, int command) {
    private static final int ROOM = "MAIL \r\n".length(); // what a name is sent with

    /// A name as it goes on the line, or why it cannot.
    sealed interface Written {
        record Fitting(String name) implements Written {}

        record Unfit(String why) implements Written {}
    }

    Written write(MailPath path) {
        Mailbox mailbox = path.mailbox();
        if (!mailbox.user().matches("[ -~]+"))
            return new Written.Unfit("it has characters that are not ASCII");
        String name = name(mailbox);
        int length = name.length() + ROOM;
        return length > command
                ? new Written.Unfit(
                        "the command would have "
                                + length
                                + " characters, the limit for this host is "
                                + command)
                : new Written.Fitting(name);
    }

    private String name(Mailbox mailbox) {
        String user =
                mailbox.user().matches("[^\"<>,\\\\@ ]+")
                        ? mailbox.user()
                        : Rfc5321Path.local(mailbox.user());
        return own.contains(mailbox.host()) ? user : user + "@" + host(mailbox.host());
    }

    private static String host(Host host) {
        return switch (host) {
            case Host.Name(var name) -> name;
            case Host.Number(var number) -> "#" + number;
            case Host.Literal(var text) -> "[" + text + "]";
        };
    }
}
