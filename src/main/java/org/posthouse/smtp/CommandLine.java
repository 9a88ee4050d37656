package org.posthouse.smtp;

import module java.base;

import org.posthouse.mail.PathReading;
import org.posthouse.mail.Request;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Rfc5321Path;
import org.posthouse.smtp.Command.*;

/// A command line being read (RFC 5321 section 4.1.2). Spaces are forgiven where nothing else could
/// be meant: after a colon, and at the end.
final class CommandLine {
    private static final int NONE = -1;
    private static final int LONGEST_DOMAIN = 255; // RFC 5321 section 4.5.3.1.2

    private final String line;
    private final int longestPath;
    private final int verbEnd;

    CommandLine(String line, int longestPath) {
        this.line = line;
        this.longestPath = longestPath;
        int space = line.indexOf(' ');
        this.verbEnd = space < 0 ? line.length() : space;
    }

    Command command() {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) < ' ' || line.charAt(i) > '~') return new Wrong(Reply.CHARACTERS);
        }
        return switch (line.substring(0, verbEnd).toUpperCase(Locale.ROOT)) {
            case "MAIL" -> mail();
            case "RCPT" -> rcpt();
            case "DATA" -> alone(Bare.DATA);
            case "EHLO" -> hello(Ehlo::new);
            case "HELO" -> hello(Helo::new);
            case "RSET" -> alone(Bare.RSET);
            case "QUIT" -> alone(Bare.QUIT);
            case "NOOP" -> Bare.NOOP;
            case "HELP" -> Bare.HELP;
            case "VRFY" -> vrfy();
            case "EXPN", "SEND", "SOML", "SAML", "TURN" -> new Wrong(Reply.NOT_HERE);
            case "STARTTLS", "AUTH", "BDAT", "ETRN" -> new Wrong(Reply.NOT_HERE);
            case "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "CONNECT" -> Bare.FOREIGN;
            default -> new Wrong(Reply.UNKNOWN);
        };
    }

    private Command alone(Bare command) {
        return verbEnd == line.length() ? command : new Wrong(Reply.ARGUMENTS);
    }

    private Command hello(Function<String, Command> build) {
        String name = line.substring(verbEnd).strip();
        return isHostLike(name) ? build.apply(name) : new Wrong(Reply.GREETING_SYNTAX);
    }

    /// What may stand in a `Received:` field. Hosts give themselves odder names than section 4.1.2
    /// knows, and mail must not be refused for that (section 4.1.4).
    private static boolean isHostLike(String name) {
        if (name.isEmpty() || name.length() > LONGEST_DOMAIN) return false;
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) <= ' ' || "()<>@,;\\\"".indexOf(name.charAt(i)) >= 0) return false;
        }
        return true;
    }

    private Command vrfy() {
        String user = line.substring(verbEnd).strip();
        if (user.startsWith("<") && user.endsWith(">")) user = user.substring(1, user.length() - 1);
        return user.isBlank() ? new Wrong(Reply.ARGUMENTS) : new Vrfy(user);
    }

    private Command mail() {
        int start = after("FROM:");
        if (start == NONE) return new Wrong(Reply.MAIL_SYNTAX);
        int end = pathEnd(start);
        if (end == NONE) return new Wrong(Reply.BAD_SENDER);
        if (end - start > longestPath) return new Wrong(Reply.PATH_TOO_LONG);
        if (end - start == 2) return mail(new ReversePath.Null(), end);
        return switch (Rfc5321Path.read(line.substring(start, end))) {
            case PathReading.Understood(var path) -> mail(new ReversePath.Sender(path), end);
            case PathReading.Malformed _ -> new Wrong(Reply.BAD_SENDER);
        };
    }

    private Command mail(ReversePath from, int end) {
        try {
            var given = Parameters.ofMail(line.substring(end));
            return new Mail(from, given.size(), given.reporting());
        } catch (Parameters.Mistake mistake) {
            return new Wrong(mistake.reply());
        }
    }

    private Command rcpt() {
        int start = after("TO:");
        if (start == NONE) return new Wrong(Reply.RCPT_SYNTAX);
        int end = pathEnd(start);
        if (end == NONE) return new Wrong(Reply.BAD_RECIPIENT);
        if (end - start > longestPath) return new Wrong(Reply.PATH_TOO_LONG);
        String path = line.substring(start, end);
        if (path.equalsIgnoreCase("<Postmaster>")) return rcpt(RcptPostmaster::new, end);
        return switch (Rfc5321Path.read(path)) {
            case PathReading.Understood(var to) -> rcpt(request -> new Rcpt(to, request), end);
            case PathReading.Malformed _ -> new Wrong(Reply.BAD_RECIPIENT);
        };
    }

    private Command rcpt(Function<Request, Command> build, int end) {
        try {
            return build.apply(Parameters.ofRcpt(line.substring(end)).request());
        } catch (Parameters.Mistake mistake) {
            return new Wrong(mistake.reply());
        }
    }

    /// Where what follows the keyword begins, or NONE when the keyword is not there.
    private int after(String keyword) {
        int at = skipSpaces(verbEnd);
        if (!line.regionMatches(true, at, keyword, 0, keyword.length())) return NONE;
        return skipSpaces(at + keyword.length());
    }

    private int skipSpaces(int at) {
        int i = at;
        while (i < line.length() && line.charAt(i) == ' ') i++;
        return i;
    }

    /// Where the path that begins at `start` has ended, or NONE. A `>` within a quoted string ends
    /// nothing.
    private int pathEnd(int start) {
        if (start >= line.length() || line.charAt(start) != '<') return NONE;
        boolean quoted = false;
        for (int i = start + 1; i < line.length(); i++) {
            switch (line.charAt(i)) {
                case '\\' -> i++;
                case '"' -> quoted = !quoted;
                case '>' -> {
                    if (quoted) continue;
                    boolean alone = i + 1 == line.length() || line.charAt(i + 1) == ' ';
                    return alone ? i + 1 : NONE;
                }
                default -> {}
            }
        }
        return NONE;
    }
}
