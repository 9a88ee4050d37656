package org.posthouse.control;

import module java.base;

import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Rfc780Path;

/// Any path as one line of text, and the same path from that line. It is RFC 780's form (section
/// 5.1.2) for all that RFC 780 can say. What it cannot is put into a generalised form, which RFC
/// 780 has no other meaning for: a character above 127 in a user's name stands as it is, and any
/// other that could not stand is its UTF-16 code in hexadecimal between parentheses, `(0D)`.
final class PathText {
    static final String SPECIALS = "<>()\\,;:@\"";
    private static final Pattern PLAIN_NAME = Pattern.compile("(?!.*\\.\\.)\\w[\\w.-]*");

    private PathText() {}

    static String write(ReversePath from) {
        return switch (from) {
            case ReversePath.Null() -> "<>"; // RFC 5321 section 4.5.5; RFC 780 has no word for it
            case ReversePath.Sender(var path) -> write(path);
        };
    }

    static String write(MailPath path) {
        return Rfc780Path.write(path)
                .filter(plain -> readsAs(path, plain))
                .orElseGet(() -> generalised(path));
    }

    /// Hosts are compared with the case they were written in, which a queue keeps.
    private static boolean readsAs(MailPath path, String plain) {
        return plain.chars().noneMatch(Character::isISOControl)
                && Rfc780Path.read(plain) instanceof PathReading.Understood(var again)
                && again.equals(path);
    }

    private static String generalised(MailPath path) {
        var text = new StringBuilder("<");
        path.route().forEach(host -> text.append('@').append(host(host)).append(','));
        path.mailbox().user().chars().forEach(c -> text.append(user((char) c, path)));
        return text.append('@').append(host(path.mailbox().host())).append('>').toString();
    }

    private static String user(char c, MailPath path) {
        if (c >= ' ' && c < 127) return SPECIALS.indexOf(c) >= 0 ? "\\" + c : "" + c;
        return c > 0xA0 && !isSeparator(c) && isWhole(path.mailbox().user()) ? "" + c : code(c);
    }

    private static boolean isSeparator(char c) {
        return c == 0x2028 || c == 0x2029;
    }

    /// Whether UTF-8 can write it: a surrogate without its other half it cannot.
    private static boolean isWhole(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static String host(Host host) {
        return switch (host) {
            case Host.Number(var number) -> "#" + number;
            case Host.Literal(var text) -> "[" + codes(text) + "]";
            case Host.Name(var name) -> PLAIN_NAME.matcher(name).matches() ? name : codes(name);
        };
    }

    /// The first character as a code, so that it is no form of RFC 780's.
    private static String codes(String text) {
        var coded = new StringBuilder(text.isEmpty() ? "()" : code(text.charAt(0)));
        text.chars()
                .skip(1)
                .forEach(c -> coded.append(isAlphanumeric(c) ? "" + (char) c : code((char) c)));
        return coded.toString();
    }

    static boolean isAlphanumeric(int c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    private static String code(char c) {
        return "(%02X)".formatted((int) c);
    }

    /// Reads a reverse-path as [#write(ReversePath)] wrote it.
    static ReversePath readReverse(String text) throws Unreadable {
        return text.equals("<>") ? new ReversePath.Null() : new ReversePath.Sender(read(text));
    }

    /// Reads a path as [#write(MailPath)] wrote it, or any of RFC 780's.
    static MailPath read(String text) throws Unreadable {
        return switch (Rfc780Path.read(text)) {
            case PathReading.Understood(var path) -> path;
            case PathReading.Malformed(var why) -> {
                try {
                    yield new PathScan(text).path();
                } catch (Unreadable _) {
                    throw new Unreadable(why); // a person will have meant the plain form
                }
            }
        };
    }
}
