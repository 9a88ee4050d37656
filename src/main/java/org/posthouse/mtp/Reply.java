package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Rfc780Path;
import org.posthouse.mail.Verdict.Trouble;

/// One reply of the receiver (RFC 780 section 5.2): always a single line. All that we can say
/// stands here; the codes are those of section 5.3 and no others.
record Reply(int code, String text) {
    private static final int LONGEST = 65 - "250 \r\n".length(); // RFC 780 section 5.5.3

    static final Reply OKAY = new Reply(200, "Command okay");
    static final Reply NO_SCHEME = new Reply(200, "OK, no scheme selected");
    static final Reply THAT_SCHEME = new Reply(200, "OK, using that scheme");
    static final Reply NAME_STORED = new Reply(200, "OK, name stored");
    static final Reply ABORTED = new Reply(201, "Command okay, action aborted");
    static final Reply SENT = new Reply(250, "Mail accepted");
    static final Reply TEXT_STORED = new Reply(250, "Mail stored");
    static final Reply START = new Reply(354, "Start mail input; end with <CRLF>.<CRLF>");
    static final Reply TABLE_FULL = new Reply(452, "Recipient table full, this name not stored");
    static final Reply UNKNOWN = new Reply(500, "Syntax error, command unrecognized");
    static final Reply LINE_TOO_LONG = new Reply(500, "Syntax error, command line too long");
    static final Reply STRAY = new Reply(500, "Syntax error, a line ends with CRLF");
    // CONT has no 503 in section 5.3
    static final Reply NOTHING_TO_CONTINUE = new Reply(500, "Nothing to continue");
    static final Reply MALFORMED = new Reply(501, "Syntax error in parameters or arguments");
    static final Reply USE_MRSQ = new Reply(503, "No scheme specified yet; use MRSQ");
    static final Reply USE_MAIL = new Reply(503, "No text stored yet; use MAIL");
    static final Reply NOT_THAT_SCHEME =
            new Reply(504, "I understand MRSQ but can't use that scheme");
    static final Reply NO_SUCH_HELP = new Reply(504, "No help on that; try HELP");
    static final Reply NULL_RECIPIENT = new Reply(550, "Null recipient");
    static final Reply BAD_NAME = new Reply(553, "Mailbox name not allowed");

    Reply {
        if (code < 100 || code > 599) throw new IllegalArgumentException("no reply code: " + code);
        text = text.replaceAll("[^ -~]", "?");
        if (text.length() > LONGEST) text = text.substring(0, LONGEST);
    }

    static Reply ready(String host) {
        return new Reply(220, host + " Service ready");
    }

    static Reply farewell(String host) {
        return new Reply(221, host + " Service closing transmission channel");
    }

    static Reply notAvailable(String host) {
        return new Reply(421, host + " Service not available, closing transmission channel");
    }

    static Reply preferring(char scheme) {
        return new Reply(
                215, scheme == 'R' ? "R Recipients first, please" : "T Text first, please");
    }

    static Reply help(String subject) {
        return switch (subject) {
            case "" -> new Reply(214, "MAIL MRSQ MRCP HELP QUIT NOOP CONT ABRT");
            case "MAIL" -> new Reply(214, "MAIL FROM:<user@host> [TO:<user@host>]");
            case "MRSQ" -> new Reply(214, "MRSQ [R | T | ?] selects a scheme");
            case "MRCP" -> new Reply(214, "MRCP TO:<user@host>, after MRSQ R or T");
            case "HELP" -> new Reply(214, "HELP [command]");
            case "QUIT" -> new Reply(214, "QUIT closes the transmission channel");
            case "NOOP" -> new Reply(214, "NOOP does nothing");
            case "CONT" -> new Reply(214, "CONT goes on after a 151 reply");
            case "ABRT" -> new Reply(214, "ABRT does not go on after a 151 reply");
            default -> NO_SUCH_HELP;
        };
    }

    /// The offer to forward (RFC 780 section 3.1); nothing when the mailbox cannot be written in
    /// MTP or the line would be longer than section 5.5.3 allows: half a mailbox would be another
    /// one.
    static Optional<Reply> forwarding(Mailbox mailbox) {
        return Rfc780Path.write(MailPath.to(mailbox))
                .map(path -> "User not local; will forward to " + withoutBrackets(path))
                .filter(text -> text.length() <= LONGEST && text.matches("[ -~]*"))
                .map(text -> new Reply(151, text));
    }

    private static String withoutBrackets(String path) {
        return path.substring(1, path.length() - 1);
    }

    static Reply to(Trouble trouble) {
        return switch (trouble) {
            case BUSY -> new Reply(450, "Mailbox busy");
            case BROKEN -> new Reply(451, "Local error in processing");
            case NO_ROOM -> new Reply(452, "Insufficient system storage");
            case NO_SUCH_USER -> new Reply(550, "No such user here");
            case NO_ROUTE -> new Reply(550, "No way to that host is known");
            case NO_RELAYING -> new Reply(550, "No relaying for you");
            case LOOP -> new Reply(550, "Too many hosts have passed this on");
            case OVER_QUOTA -> new Reply(552, "Exceeded storage allocation");
            case TOO_BIG -> new Reply(552, "Exceeded storage allocation: mail too big");
            case BAD_NAME -> BAD_NAME;
        };
    }

    @Override
    public String toString() {
        return code + " " + text;
    }
}
