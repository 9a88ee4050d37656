package org.posthouse.mail;

import module java.base;

/// Where a message goes next, written as a URL: one word for channel, host and port.
public sealed interface Hop {
    /// Another host: `mtp://10.3.0.6:57`, `smtp://relay:25?name=value`.
    ///
    /// @param host a name or an address, without brackets
    /// @param port as given; empty for the protocol's own
    /// @param settings of this hop, from the query, in order
    record Remote(String scheme, String host, OptionalInt port, SortedMap<String, String> settings)
            implements Hop {}

    /// A place on this machine: `maildir:/var/mail/{user}`.
    record Place(String scheme, String place) implements Hop {}

    /// Kept until a person releases it: `hold:`.
    record Hold() implements Hop {}

    /// Waits for a host that comes for its mail ([Collection]): `collect:salford`.
    ///
    /// @param name of a `[collect.NAME]` of the configuration, which says who may have it
    record Collect(String name) implements Hop {}

    /// Accepted and forgotten: `discard:`.
    record Discard() implements Hop {}

    /// What [#parse] made of a text.
    sealed interface Parsed {}

    record Understood(Hop hop) implements Parsed {}

    /// @param why what is wrong and what would be right, for the operator
    record Malformed(String why) implements Parsed {}

    /// The URL again; also the name under which messages queue for this hop.
    default String url() {
        return switch (this) {
            case Hold() -> "hold:";
            case Discard() -> "discard:";
            case Collect(var name) -> "collect:" + name;
            case Place(var scheme, var place) -> scheme + ":" + place;
            case Remote(var scheme, var host, var port, var settings) ->
                    scheme
                            + "://"
                            + (host.contains(":") ? "[" + host + "]" : host)
                            + (port.isPresent() ? ":" + port.getAsInt() : "")
                            + query(settings);
        };
    }

    private static String query(SortedMap<String, String> settings) {
        return settings.entrySet().stream()
                .map(s -> s.getKey() + "=" + s.getValue())
                .collect(Collectors.joining("&", settings.isEmpty() ? "" : "?", ""));
    }

    /// Reads a hop. Knows the form, not which channels there are.
    static Parsed parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1)
            return new Malformed(
                    "a next hop is a URL such as smtp://host:25, not \"" + text + "\"");
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = text.substring(colon + 1);
        if (!scheme.matches("[a-z][a-z0-9+-]*"))
            return new Malformed(
                    "\"" + text + "\" does not begin with a protocol, such as smtp://" + text);
        if (scheme.equals("hold")) return alone(new Hold(), rest);
        if (scheme.equals("discard")) return alone(new Discard(), rest);
        if (scheme.equals("collect")) return collect(rest);
        if (rest.startsWith("//")) return remote(scheme, rest.substring(2));
        if (rest.isEmpty())
            return new Malformed(
                    "\""
                            + text
                            + "\" does not say where: "
                            + scheme
                            + "://host:port or "
                            + scheme
                            + ":place");
        return new Understood(new Place(scheme, rest));
    }

    private static Parsed alone(Hop hop, String rest) {
        return rest.isEmpty()
                ? new Understood(hop)
                : new Malformed("nothing may follow " + hop.url());
    }

    private static Parsed collect(String name) {
        return name.matches("[A-Za-z0-9_-]+")
                ? new Understood(new Collect(name))
                : new Malformed(
                        "\"" + name + "\" is no NAME of a [collect.NAME]; write collect:NAME");
    }

    private static Parsed remote(String scheme, String rest) {
        Matcher m = REMOTE.matcher(rest);
        if (!m.matches())
            return new Malformed("\"" + rest + "\" is not host, host:port or [address]:port");
        String host = Objects.requireNonNullElse(m.group("v6"), m.group("name"));
        if (m.group("v6") != null && !isAddress(host))
            return new Malformed("[" + host + "] is no address");
        OptionalInt port =
                m.group("port") == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(Integer.parseInt(m.group("port")));
        if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65_535))
            return new Malformed("port " + port.getAsInt() + " is not between 1 and 65535");
        var settings = new TreeMap<String, String>();
        for (String setting : Objects.requireNonNullElse(m.group("query"), "").split("&", -1)) {
            if (setting.isEmpty()) continue;
            int equals = setting.indexOf('=');
            if (equals < 1) return new Malformed("setting \"" + setting + "\" is not name=value");
            String name = setting.substring(0, equals);
            if (settings.put(name, setting.substring(equals + 1)) != null)
                return new Malformed("setting \"" + name + "\" is given twice");
        }
        return new Understood(
                new Remote(scheme, host, port, Collections.unmodifiableSortedMap(settings)));
    }

    private static boolean isAddress(String text) {
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    Pattern REMOTE =
            Pattern.compile(
                    "(?:\\[(?<v6>[0-9A-Fa-f:.]+)]|(?<name>[^\\[\\]:/?\\s]+))(?::(?<port>\\d{1,5}))?/?(?:\\?(?<query>\\S*))?");
}
