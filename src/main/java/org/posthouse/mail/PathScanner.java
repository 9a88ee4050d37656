package org.posthouse.mail;

import module java.base;

/// A cursor over a path's text, with what the two grammars of paths share: host names, numbers and
/// literals.
final class PathScanner {
    /// What is wrong with the text; caught by the reader of the grammar, never seen outside this
    /// package.
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        final String why;

        Wrong(String why) {
            super(why, null, false, false);
            this.why = why;
        }
    }

    private static final int END = -1;

    private final String text;
    private int at;

    PathScanner(String text) {
        this.text = text;
    }

    int peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    int take() {
        return at < text.length() ? text.charAt(at++) : END;
    }

    boolean skip(char wanted) {
        if (peek() != wanted) return false;
        at++;
        return true;
    }

    void need(char wanted) throws Wrong {
        if (!skip(wanted)) throw new Wrong("'" + wanted + "' is missing" + place());
    }

    void needEnd() throws Wrong {
        if (at < text.length()) throw new Wrong("something follows the path" + place());
    }

    String place() {
        return " at character " + (at + 1) + " of \"" + text + "\"";
    }

    /// A host in either grammar: RFC 780 section 5.1.2, RFC 5321 sections 4.1.2 and 4.1.3.
    Host host() throws Wrong {
        if (skip('#')) return new Host.Number(number());
        if (skip('[')) return literal();
        int start = at;
        while (isHostCharacter(peek())) at++;
        String name = text.substring(start, at);
        if (name.isEmpty()) throw new Wrong("a host is missing" + place());
        if (!isHostName(name)) throw new Wrong("\"" + name + "\" is no host name");
        return new Host.Name(name);
    }

    /// Whether a name can stand in a path. Underscores, a dot at the end and hyphens in places
    /// where RFC 5321 has none are let through: whether there is such a host is for others to say.
    static boolean isHostName(String name) {
        return name.chars().allMatch(PathScanner::isHostCharacter)
                && !name.isEmpty()
                && !name.startsWith(".")
                && !name.startsWith("-")
                && !name.contains("..");
    }

    /// Whether every host of a path can be written: names come from elsewhere too, such as a
    /// configuration.
    static boolean canWriteHosts(MailPath path) {
        return Stream.concat(path.route().stream(), Stream.of(path.mailbox().host()))
                .allMatch(host -> !(host instanceof Host.Name(var name)) || isHostName(name));
    }

    static boolean isHostCharacter(int c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '.'
                || c == '_';
    }

    private long number() throws Wrong {
        int start = at;
        while (peek() >= '0' && peek() <= '9') at++;
        if (at == start || at - start > 18)
            throw new Wrong("a host number is missing or too long" + place());
        return Long.parseLong(text, start, at, 10);
    }

    private Host literal() throws Wrong {
        int end = text.indexOf(']', at);
        if (end < 0) throw new Wrong("']' is missing" + place());
        String inside = text.substring(at, end);
        at = end + 1;
        if (inside.isEmpty()
                || !inside.chars().allMatch(c -> c > ' ' && c < 127 && c != '[' && c != '\\'))
            throw new Wrong("\"[" + inside + "]\" is no address");
        return new Host.Literal(inside.matches("[0-9.]+") ? dotted(inside) : tagged(inside));
    }

    /// Four octets from 0 to 255, which RFC 780 writes with leading zeros.
    private static String dotted(String inside) throws Wrong {
        String[] octets = inside.split("\\.", -1);
        for (String octet : octets) {
            if (octets.length != 4 || !octet.matches("\\d{1,3}") || Integer.parseInt(octet) > 255)
                throw new Wrong("\"[" + inside + "]\" is not four numbers from 0 to 255");
        }
        return Stream.of(octets)
                .map(octet -> "" + Integer.parseInt(octet))
                .collect(Collectors.joining("."));
    }

    private static String tagged(String inside) throws Wrong {
        int colon = inside.indexOf(':');
        if (colon < 1
                || colon == inside.length() - 1
                || !inside.substring(0, colon).matches("[A-Za-z0-9-]*[A-Za-z0-9]"))
            throw new Wrong("\"[" + inside + "]\" is no address");
        if (!inside.regionMatches(true, 0, "IPv6:", 0, 5)) return inside;
        if (!isIpv6(inside.substring(5)))
            throw new Wrong("\"[" + inside + "]\" is no IPv6 address");
        return "IPv6:" + inside.substring(5).toLowerCase(Locale.ROOT);
    }

    private static boolean isIpv6(String address) {
        if (!address.matches("[0-9A-Fa-f:.]{2,45}") || !address.contains(":")) return false;
        try {
            InetAddress.ofLiteral(address);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
