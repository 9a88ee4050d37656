package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.MailPath;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.Rfc780Path;

/// What follows a command code: fields, one or more spaces before each (RFC 780 section 5.1.2). A
/// cursor over them that knows what the dialect takes for a path, and for a sender.
final class Arguments {
    private final String text;
    private final Dialect dialect;
    private int at;

    Arguments(String text, Dialect dialect) {
        this.text = text;
        this.dialect = dialect;
    }

    /// Whether nothing but spaces is left; RFC 780's own examples have one before the CRLF.
    boolean end() {
        return isBlank(at);
    }

    private boolean isBlank(int from) {
        for (int i = from; i < text.length(); i++) if (text.charAt(i) != ' ') return false;
        return true;
    }

    /// All that is left, without the spaces around it.
    String rest() {
        int end = text.length();
        while (end > at && text.charAt(end - 1) == ' ') end--;
        int start = at;
        while (start < end && text.charAt(start) == ' ') start++;
        return text.substring(start, end);
    }

    /// Takes a path in its angle brackets, if it is what comes next.
    ///
    /// @param keyword before it, such as `FROM:`, in any case; spaces may follow it, as RFC 780
    ///   section 4.4 has them once
    Optional<String> path(String keyword) {
        if (!skip(keyword)) return Optional.empty();
        int end = bracketsEnd();
        if (end < 0) return Optional.empty();
        String path = text.substring(at, end);
        at = end;
        return Optional.of(path);
    }

    /// Whether the keyword comes next with an empty path, `<>` or nothing at all ("blank" in RFC
    /// 772), and nothing after it. Takes nothing.
    boolean empty(String keyword) {
        int before = at;
        boolean empty =
                skip(keyword) && isBlank(text.startsWith("<>", at) ? at + "<>".length() : at);
        at = before;
        return empty;
    }

    PathReading read(String path) {
        return switch (dialect) {
            case RFC772 -> Rfc772Path.read(path);
            case RFC780, AUTO -> Rfc780Path.read(path);
        };
    }

    /// What may stand after `FROM:`: a path, but in RFC 772 a mailbox and no more.
    Optional<MailPath> sender(String path) {
        return switch (read(path)) {
            case PathReading.Understood(var known)
                    when dialect != Dialect.RFC772 || known.route().isEmpty() ->
                    Optional.of(known);
            case PathReading.Understood _, PathReading.Malformed _ -> Optional.empty();
        };
    }

    private boolean skip(String keyword) {
        if (!skipSpaces() || !text.regionMatches(true, at, keyword, 0, keyword.length()))
            return false;
        at += keyword.length();
        skipSpaces();
        return true;
    }

    private boolean skipSpaces() {
        int before = at;
        while (at < text.length() && text.charAt(at) == ' ') at++;
        return at > before;
    }

    /// @return the place after the bracket that closes the one here, or -1
    private int bracketsEnd() {
        if (at >= text.length() || text.charAt(at) != '<') return -1;
        return switch (dialect) {
            case RFC772 -> bracketsEndOf772();
            case RFC780, AUTO -> bracketsEndOf780();
        };
    }

    /// A backslash takes its meaning from a bracket.
    private int bracketsEndOf780() {
        for (int i = at + 1; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '>' -> {
                    return i + 1;
                }
                case '<' -> {
                    return -1;
                }
                case '\\' -> i++;
                default -> {}
            }
        }
        return -1;
    }

    /// The first bracket that could end a field: a name may have others.
    private int bracketsEndOf772() {
        for (int i = text.indexOf('>', at); i >= 0; i = text.indexOf('>', i + 1)) {
            if (i + 1 == text.length() || text.charAt(i + 1) == ' ') return i + 1;
        }
        return -1;
    }
}
