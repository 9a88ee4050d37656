package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Rfc780Path;
import org.posthouse.mail.Verdict.Trouble;

/// One reply of the receiver (RFC 780 section 5.2), of one line or several. All that we can say
/// stands here; the codes are those of section 5.3 and no others.
///
/// @param texts of its lines, without code and CRLF
record Reply(int code, List<String> texts) {
    /// What a line has room for (RFC 780 section 5.5.3).
    static final int LONGEST = 65 - "250 \r\n".length();

    static final int READY = 220;

    static final Reply OKAY = of(200, "Command okay");
    static final Reply NO_SCHEME = of(200, "OK, no scheme selected");
    static final Reply THAT_SCHEME = of(200, "OK, using that scheme");
    static final Reply NAME_STORED = of(200, "OK, name stored");
    static final Reply ABORTED = of(201, "Command okay, action aborted");
    static final Reply TEXT_STORED = of(250, "Mail stored");
    static final Reply START = of(354, "Start mail input; end with <CRLF>.<CRLF>");
    static final Reply BY_OPERATOR =
            of(152, "User unknown; mail will be forwarded by the operator");
    static final Reply TABLE_FULL = of(452, "Recipient table full, this name not stored");
    static final Reply UNKNOWN = of(500, "Syntax error, command unrecognized");
    static final Reply LINE_TOO_LONG = of(500, "Syntax error, command line too long");
    static final Reply STRAY = of(500, "Syntax error, a line ends with CRLF");
    // CONT has no 503 in section 5.3
    static final Reply NOTHING_TO_CONTINUE = of(500, "Nothing to continue");
    static final Reply MALFORMED = of(501, "Syntax error in parameters or arguments");
    static final Reply NOT_IMPLEMENTED = of(502, "Command not implemented");
    static final Reply USE_MRSQ = of(503, "No scheme specified yet; use MRSQ");
    static final Reply USE_MAIL = of(503, "No text stored yet; use MAIL");
    static final Reply NOT_THAT_SCHEME = of(504, "I understand MRSQ but can't use that scheme");
    static final Reply NO_SUCH_HELP = of(504, "No help on that; try HELP");
    static final Reply NULL_RECIPIENT = of(550, "Null recipient");
    static final Reply BAD_NAME = of(553, "Mailbox name not allowed");

    Reply {
        if (code < 100 || code > 599) throw new IllegalArgumentException("no reply code: " + code);
        texts =
                texts.size() == 1
                        ? List.of(fitting(texts.getFirst()))
                        : texts.stream().map(Reply::fitting).toList();
    }

    private static Reply of(int code, String... texts) {
        return new Reply(code, List.of(texts));
    }

    /// Printable, and no longer than a line has room for.
    private static String fitting(String text) {
        String fits = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return isPrintable(fits) ? fits : fits.replaceAll("[^ -~]", "?");
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') return false;
        }
        return true;
    }

    static Reply ready(String host) {
        return of(READY, host + " Service ready");
    }

    /// @param wait rounded up to whole minutes, three digits of them (RFC 780 section 5.2.1: `nnn`)
    static Reply delayed(String host, Duration wait) {
        long minutes = Math.clamp((wait.toSeconds() + 59) / 60, 1, 999);
        return of(120, "%s Service ready in %03d minutes".formatted(host, minutes));
    }

    static Reply farewell(String host) {
        return of(221, host + " Service closing transmission channel");
    }

    static Reply notAvailable(String host) {
        return of(421, host + " Service not available, closing transmission channel");
    }

    static Reply enough(String host, String why) {
        return of(421, host + " " + why + ", closing transmission channel");
    }

    static Reply preferring(char scheme) {
        return of(215, scheme == 'R' ? "R Recipients first, please" : "T Text first, please");
    }

    /// The message is on disk, and this is its name in the queue.
    static Reply sent(MessageId id) {
        return of(250, "Mail accepted, queued as " + id);
    }

    /// The offer to forward (RFC 780 section 3.1); nothing when the mailbox cannot be written in
    /// MTP or the line would be longer than section 5.5.3 allows: half a mailbox would be another
    /// one.
    static Optional<Reply> forwarding(Mailbox mailbox) {
        return Rfc780Path.write(MailPath.to(mailbox))
                .map(path -> "User not local; will forward to " + withoutBrackets(path))
                .filter(text -> text.length() <= LONGEST && isPrintable(text))
                .map(text -> of(151, text));
    }

    private static String withoutBrackets(String path) {
        return path.substring(1, path.length() - 1);
    }

    static Reply to(Trouble trouble) {
        return switch (trouble) {
            case BUSY -> of(450, "Mailbox busy");
            case BROKEN -> of(451, "Local error in processing");
            case NO_ROOM -> of(452, "Insufficient system storage");
            case NO_SUCH_USER -> of(550, "No such user here");
            case NO_ROUTE -> of(550, "No way to that host is known");
            case NO_RELAYING -> of(550, "No relaying for you");
            case LOOP -> of(550, "Too many hosts have passed this on");
            case OVER_QUOTA -> of(552, "Exceeded storage allocation");
            case TOO_BIG -> of(552, "Exceeded storage allocation: mail too big");
            case BAD_NAME -> BAD_NAME;
        };
    }

    Reply withCode(int other) {
        return other == code ? this : new Reply(other, texts);
    }

    /// Whether the conversation ends with it.
    boolean parting() {
        return code == 221 || code == 421;
    }

    /// Its last line.
    @Override
    public String toString() {
        return code + " " + texts.getLast();
    }
}
