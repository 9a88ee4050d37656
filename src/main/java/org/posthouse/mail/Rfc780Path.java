package org.posthouse.mail;

import module java.base;

import org.posthouse.mail.PathScanner.Wrong;

/// Reads and writes paths as MTP does: `<@A,@B,user@C>`, a backslash before each special character
/// of a user's name (RFC 780 section 5.1.2). Knows no limits of length: a sender keeps those of
/// section 5.5.3 itself.
public final class Rfc780Path {
    private static final String SPECIALS = "<>()\\,;:@\"";

    private Rfc780Path() {}

    /// @param text with its angle brackets; characters above 127 are no ASCII and malformed
    public static PathReading read(String text) {
        try {
            var scanner = new PathScanner(text);
            scanner.need('<');
            var route = new ArrayList<Host>();
            while (scanner.skip('@')) {
                route.add(scanner.host());
                scanner.need(',');
            }
            String user = user(scanner);
            scanner.need('@');
            var mailbox = new Mailbox(user, scanner.host());
            scanner.need('>');
            scanner.needEnd();
            return new PathReading.Understood(new MailPath(route, mailbox));
        } catch (Wrong wrong) {
            return new PathReading.Malformed(wrong.why);
        }
    }

    private static String user(PathScanner scanner) throws Wrong {
        var user = new StringBuilder();
        for (int c = scanner.peek(); c == '\\' || c >= 0 && !isSpecial(c); c = scanner.peek()) {
            scanner.take();
            if (c == '\\') c = scanner.take();
            if (c < 0 || c > 127)
                throw new Wrong("a character that is not ASCII" + scanner.place());
            user.append((char) c);
        }
        if (user.isEmpty()) throw new Wrong("a user is missing" + scanner.place());
        return user.toString();
    }

    /// The path with its angle brackets, or nothing when a host's name is none, or a user's name
    /// has characters that are not ASCII, or CR or LF. The grammar could quote these two, but no
    /// line of ours may hold them: what is quoted for us may be the end of a command for the peer.
    ///
    /// RFC 780 has no form for an IPv6 address. It is written as RFC 5321 section 4.1.3 has it,
    /// which [#read] understands.
    public static Optional<String> write(MailPath path) {
        if (!PathScanner.canWriteHosts(path)) return Optional.empty();
        var text = new StringBuilder("<");
        for (Host host : path.route()) text.append('@').append(host(host)).append(',');
        for (char c : path.mailbox().user().toCharArray()) {
            if (c > 127 || c == '\r' || c == '\n') return Optional.empty();
            if (isSpecial(c)) text.append('\\');
            text.append(c);
        }
        text.append('@').append(host(path.mailbox().host())).append('>');
        return text.chars().allMatch(c -> c < 128)
                ? Optional.of(text.toString())
                : Optional.empty();
    }

    /// A host as it stands in a path: three digits for each octet of an address (RFC 780 section
    /// 5.1.2, dotnum).
    public static String host(Host host) {
        return switch (host) {
            case Host.Name(var name) -> name;
            case Host.Number(var number) -> "#" + number;
            case Host.Literal(var text) when text.matches("\\d{1,3}(\\.\\d{1,3}){3}") ->
                    Stream.of(text.split("\\."))
                            .map(octet -> "%03d".formatted(Integer.parseInt(octet)))
                            .collect(Collectors.joining(".", "[", "]"));
            case Host.Literal(var text) -> "[" + text + "]";
        };
    }

    private static boolean isSpecial(int c) {
        return c < ' ' || c >= 127 || SPECIALS.indexOf(c) >= 0;
    }
}
