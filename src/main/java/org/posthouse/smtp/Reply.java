package org.posthouse.smtp;

import module java.base;

import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Rfc5321Path;
import org.posthouse.mail.Verdict;
import org.posthouse.mail.Verdict.*;

/// One SMTP reply (RFC 5321 section 4.2), of one line or several, and all that we ever reply. Texts
/// carry an enhanced status code (RFC 3463) but for the greeting and the answers to HELO and EHLO
/// (RFC 2034 section 3). Nothing of what the peer said is in them.
///
/// @param lines as they are sent, without CRLF
record Reply(int code, List<String> lines) {
    // The common path.
    static final Reply SENDER_OK = of(250, "2.1.0", "Sender ok");
    static final Reply RECIPIENT_OK = of(250, "2.1.5", "Recipient ok");
    static final Reply START_TEXT = of(354, "", "Start mail input; end with <CRLF>.<CRLF>");
    static final Reply OK = of(250, "2.0.0", "Ok");

    // Mistakes: commands that cannot be understood, or not where they stand.
    static final Reply UNKNOWN = of(500, "5.5.1", "Command unrecognized");
    static final Reply NOT_HERE = of(502, "5.5.1", "Command not implemented");
    static final Reply LINE_TOO_LONG = of(500, "5.5.2", "Line too long");
    static final Reply STRAY_LINE_END =
            of(500, "5.5.2", "Bare CR or LF; a line ends with CR LF (RFC 5321 section 2.3.8)");
    static final Reply CHARACTERS = of(500, "5.5.2", "Printable ASCII only");
    static final Reply ARGUMENTS = of(501, "5.5.4", "Syntax error in parameters or arguments");
    static final Reply GREETING_SYNTAX = of(501, "", "Say HELO or EHLO and your host's name");
    static final Reply MAIL_SYNTAX = of(501, "5.5.4", "Syntax: MAIL FROM:<user@host>");
    static final Reply RCPT_SYNTAX = of(501, "5.5.4", "Syntax: RCPT TO:<user@host>");
    static final Reply BAD_SENDER = of(501, "5.1.7", "Bad sender address; write <user@host>");
    static final Reply BAD_RECIPIENT = of(501, "5.1.3", "Bad recipient address; write <user@host>");
    static final Reply PATH_TOO_LONG = of(501, "5.1.0", "Path too long");
    static final Reply PARAMETER = of(555, "5.5.4", "Parameter not recognized");
    static final Reply HELLO_FIRST = of(503, "5.5.1", "Say EHLO or HELO first");
    static final Reply MAIL_FIRST = of(503, "5.5.1", "Need MAIL first");
    static final Reply NESTED_MAIL = of(503, "5.5.1", "Sender already given; RSET to begin anew");

    // Transactions that cannot go on.
    static final Reply NO_RECIPIENTS = of(554, "5.5.1", "No valid recipients");
    static final Reply TOO_MANY_RECIPIENTS =
            of(452, "4.5.3", "Too many recipients; send the rest in another transaction");
    static final Reply STRAY_TEXT =
            of(550, "5.6.11", "Message has a bare CR or LF; only CR LF ends a line");
    static final Reply TEXT_LINE_TOO_LONG = of(500, "5.6.0", "Message has a line too long");

    static final Reply CANNOT_VERIFY =
            of(252, "2.5.0", "Cannot VRFY user, but will take mail for local users");

    Reply {
        lines = List.copyOf(lines);
    }

    static Reply greeting(String host) {
        return of(220, "", host + " ESMTP Posthouse");
    }

    static Reply hello(String host) {
        return of(250, "", host);
    }

    static Reply hello(String host, List<String> extensions) {
        var lines = new ArrayList<String>();
        lines.add(host);
        lines.addAll(extensions);
        return of(250, "", lines.toArray(String[]::new));
    }

    static Reply verified(Mailbox user) {
        return Rfc5321Path.write(MailPath.to(user))
                .map(path -> of(250, "2.1.5", path))
                .orElse(CANNOT_VERIFY);
    }

    static Reply help(String host) {
        return of(
                214,
                "2.0.0",
                host + " runs Posthouse; it understands",
                "HELO your.host                EHLO your.host",
                "MAIL FROM:<user@host> [SIZE=octets] [BODY=7BIT|8BITMIME]",
                "                      [RET=FULL|HDRS] [ENVID=id]",
                "RCPT TO:<user@host>   [NOTIFY=NEVER|SUCCESS,FAILURE,DELAY] [ORCPT=type;address]",
                "DATA  RSET  NOOP  HELP  QUIT  VRFY user",
                "See RFC 5321, RFC 3461.");
    }

    static Reply goodbye(String host) {
        return of(221, "2.0.0", host + " Service closing transmission channel");
    }

    // 421: we go, now or soon (RFC 5321 section 3.8).

    static Reply full(String host) {
        return of(421, "", host + " Too many conversations; try again later");
    }

    static Reply closing(String host) {
        return of(421, "4.3.2", host + " Shutting down; try again later");
    }

    static Reply late(String host) {
        return of(421, "4.4.2", host + " Waited too long for you");
    }

    static Reply fedUp(String host, String why) {
        return of(421, "4.7.0", host + " " + why);
    }

    static Reply noMail(String host) {
        return of(421, "4.7.0", host + " This is a mail server");
    }

    /// The core's verdict in SMTP's words: on a recipient, or on a finished message.
    static Reply to(Verdict verdict) {
        return switch (verdict) {
            case Welcome() -> RECIPIENT_OK;
            case Accepted(var id) -> of(250, "2.0.0", "Ok: queued as " + id);
            case Elsewhere(var mailbox) -> elsewhere(mailbox);
            case Trouble trouble ->
                    switch (trouble) {
                        case BUSY -> of(450, "4.2.0", "Mailbox busy");
                        case BROKEN -> of(451, "4.3.0", "Local error in processing");
                        case NO_ROOM -> of(452, "4.3.1", "Insufficient system storage");
                        case NO_SUCH_USER -> of(550, "5.1.1", "No such user here");
                        case NO_ROUTE -> of(550, "5.1.2", "No route to that host");
                        case NO_RELAYING -> of(550, "5.7.1", "Relaying denied"); // section 3.6.2
                        case OVER_QUOTA -> of(552, "5.2.2", "Mailbox full");
                        case TOO_BIG -> of(552, "5.3.4", "Message too big");
                        case BAD_NAME -> of(553, "5.1.3", "Mailbox name not allowed");
                        case LOOP -> of(554, "5.4.6", "Mail loop: too many Received fields");
                    };
        };
    }

    /// RFC 5321 section 3.4. What does not fit a reply line or cannot be written is left out.
    private static Reply elsewhere(Mailbox mailbox) {
        return Rfc5321Path.write(MailPath.to(mailbox))
                .filter(path -> path.length() < 400) // 4.5.3.1.5: 512 in all
                .map(path -> of(251, "2.1.5", "User not local; will forward to " + path))
                .orElse(RECIPIENT_OK);
    }

    private static Reply of(int code, String status, String... texts) {
        String prefix = status.isEmpty() ? "" : status + " ";
        var lines = new ArrayList<String>(texts.length);
        for (int i = 0; i < texts.length; i++) {
            lines.add(code + (i < texts.length - 1 ? "-" : " ") + prefix + texts[i]);
        }
        return new Reply(code, lines);
    }

    /// Whether the conversation ends with it.
    boolean parting() {
        return code == 221 || code == 421;
    }

    @Override
    public String toString() {
        return lines.getLast();
    }
}
