package org.posthouse.mail;

import module java.base;

import org.posthouse.mail.PathScanner.Wrong;

/// Reads and writes paths as SMTP does: `<@a,@b:user@c>`, quoted strings, address literals (RFC
/// 5321 section 4.1.2). Knows no limits of length (section 4.5.3.1): those are settings of the
/// channel.
public final class Rfc5321Path {
    private static final String ATEXT =
            "!#$%&'*+-/=?^_`{|}~"; // RFC 5322 section 3.2.3, with letters and digits

    private Rfc5321Path() {}

    /// @param text with its angle brackets, and not `<>`
    public static PathReading read(String text) {
        try {
            var scanner = new PathScanner(text);
            scanner.need('<');
            var route = route(scanner);
            String user = scanner.peek() == '"' ? quoted(scanner) : dotted(scanner);
            scanner.need('@');
            var mailbox = new Mailbox(user, scanner.host());
            scanner.need('>');
            scanner.needEnd();
            return new PathReading.Understood(new MailPath(route, mailbox));
        } catch (Wrong wrong) {
            return new PathReading.Malformed(wrong.why);
        }
    }

    private static List<Host> route(PathScanner scanner) throws Wrong {
        if (scanner.peek() != '@') return List.of();
        var route = new ArrayList<Host>();
        do {
            scanner.need('@');
            route.add(scanner.host());
        } while (scanner.skip(','));
        scanner.need(':');
        return route;
    }

    private static String dotted(PathScanner scanner) throws Wrong {
        var user = new StringBuilder();
        while (isAtext(scanner.peek()) || scanner.peek() == '.') user.append((char) scanner.take());
        if (user.isEmpty()) throw new Wrong("a user is missing" + scanner.place());
        if (!isDotString(user)) throw new Wrong("\"" + user + "\" has a period too many");
        return user.toString();
    }

    private static String quoted(PathScanner scanner) throws Wrong {
        var user = new StringBuilder();
        scanner.need('"');
        while (!scanner.skip('"')) {
            int c = scanner.take();
            if (c == '\\') c = scanner.take();
            if (c < ' ' || c > 126)
                throw new Wrong("a character no quoted string may have" + scanner.place());
            user.append((char) c);
        }
        if (user.isEmpty()) throw new Wrong("a user is missing" + scanner.place());
        return user.toString();
    }

    /// The path with its angle brackets, or nothing when a host's name is none, or a user's name
    /// has characters that SMTP cannot write: controls, and all above 126 as long as the peer has
    /// not offered SMTPUTF8.
    public static Optional<String> write(MailPath path) {
        if (!PathScanner.canWriteHosts(path)) return Optional.empty();
        var text = new StringBuilder("<");
        for (Host host : path.route()) {
            text.append(text.length() == 1 ? "@" : ",@").append(host(host));
        }
        if (!path.route().isEmpty()) text.append(':');
        text.append(local(path.mailbox().user()))
                .append('@')
                .append(host(path.mailbox().host()))
                .append('>');
        return text.chars().allMatch(c -> c >= ' ' && c <= 126)
                ? Optional.of(text.toString())
                : Optional.empty();
    }

    /// A user's name as a dot-string where it is one, else as a quoted string.
    public static String local(String user) {
        if (isDotString(user)) return user;
        return '"' + user.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String host(Host host) {
        return switch (host) {
            case Host.Name(var name) -> name;
            case Host.Number(var number) ->
                    "#" + number; // RFC 821's form; later hosts refuse it themselves
            case Host.Literal(var text) -> "[" + text + "]";
        };
    }

    private static boolean isDotString(CharSequence user) {
        boolean afterDot = true;
        for (int i = 0; i < user.length(); i++) {
            char c = user.charAt(i);
            if (c == '.' ? afterDot : !isAtext(c)) return false;
            afterDot = c == '.';
        }
        return !afterDot;
    }

    private static boolean isAtext(int c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c > ' ' && ATEXT.indexOf(c) >= 0;
    }
}
