package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.conf.Query;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Host;

/// What the query of a hop's URL says of its host: `ftpmail://10.3.0.6?host=mit-ai&text=mlfl`.
///
/// @param hosts the host's own names, whose users are named without a host
/// @param text how texts are sent
/// @param data how data connections come about
/// @param login the name of the login to begin with; empty: [Login#NETML], and only when asked
/// @param textLine octets of the longest text line it takes, its CRLF counted; no RFC of FTP mail
///   has a limit, so RFC 780's (section 5.5.3) it is, as for commands
/// @param command octets of the longest command it takes, its CRLF counted
record HopSettings(Set<Host> hosts, Text text, Data data, String login, int textLine, int command) {
    enum Text {
        /// MAIL, but MLFL for a text that MAIL would cut short.
        EITHER,
        MAIL,
        MLFL
    }

    enum Data {
        /// PASV, and PORT where that is not understood.
        EITHER,
        PASSIVE,
        PORT
    }

    private static final int TEXT_LINE = 1000;
    private static final int COMMAND = 200;
    private static final int MOST = 999_999;

    static final Query QUERY =
            Query.of(
                    Map.of(
                            "host",
                            Query.text("[A-Za-z0-9.,-]+", "a host name, or several with commas"),
                            "text",
                            Query.word("either", "mail", "mlfl"),
                            "data",
                            Query.word("either", "passive", "port"),
                            "login",
                            Query.text("[A-Za-z0-9-]+", "the name of a [send.ftpmail.login.NAME]"),
                            "text-line",
                            Query.number(1, MOST),
                            "command",
                            Query.number(1, MOST)));

    /// @param hop whose settings are as [#QUERY] has them: the configuration was read so
    static HopSettings of(Hop.Remote hop) {
        return new HopSettings(
                hosts(hop),
                Text.valueOf(word(hop, "text", "either").toUpperCase(Locale.ROOT)),
                Data.valueOf(word(hop, "data", "either").toUpperCase(Locale.ROOT)),
                word(hop, "login", ""),
                Integer.parseInt(word(hop, "text-line", String.valueOf(TEXT_LINE))),
                Integer.parseInt(word(hop, "command", String.valueOf(COMMAND))));
    }

    private static Set<Host> hosts(Hop.Remote hop) {
        Stream<String> named = Stream.of(word(hop, "host", "").split(","));
        return Stream.concat(
                        Stream.of(new Host.Name(hop.host()), new Host.Literal(hop.host())),
                        named.filter(name -> !name.isEmpty()).map(Host.Name::new))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String word(Hop.Remote hop, String name, String byDefault) {
        return hop.settings().getOrDefault(name, byDefault);
    }

    Naming naming() {
        return new Naming(hosts, command);
    }
}
