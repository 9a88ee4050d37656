package org.posthouse.conf;

import module java.base;

/// Where to listen or to connect: `host:port`, `[v6]:port`, or `:port` for all addresses of this
/// machine.
///
/// @param host a name or an address without brackets; empty for all addresses
public record Address(String host, int port) {
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:\\[(?<v6>[0-9A-Fa-f:.%\\w]+)]|(?<name>[^\\[\\]:\\s]*)):(?<port>\\d+)");

    /// Port 0 stands for any free port.
    public static Reading<Address> read(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return new Reading.Bad<>(
                    "\"" + text + "\" is not host:port, [v6 address]:port or :port" + hint(text));
        }
        String digits = form.group("port");
        if (digits.length() > 5 || Integer.parseInt(digits) > 65_535) {
            return new Reading.Bad<>("port " + digits + " is not between 0 and 65535");
        }
        String v6 = form.group("v6");
        String host = v6 == null ? form.group("name") : v6;
        if (v6 != null && !isV6(v6)) {
            return new Reading.Bad<>("\"" + v6 + "\" is not an IPv6 address such as ::1");
        }
        return new Reading.Good<>(new Address(host, Integer.parseInt(digits)));
    }

    private static boolean isV6(String text) {
        try {
            return Inet6Address.ofLiteral(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String hint(String text) {
        if (text.matches("\\d+")) return "; write \":" + text + "\"";
        if (text.chars().filter(c -> c == ':').count() > 1)
            return "; write an IPv6 address in brackets";
        return text.matches("[^\\[\\]:\\s]+") ? "; the port is missing" : "";
    }

    /// For binding or connecting; a name is looked up now and may turn out unresolved.
    public InetSocketAddress socket() {
        return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    }

    /// As [#read] reads it.
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
