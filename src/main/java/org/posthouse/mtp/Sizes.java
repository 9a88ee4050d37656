package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.Hop;
import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Rfc780Path;

/// What a host need not take more of, in characters (RFC 780 section 5.5.3). We never send more,
/// unless the hop's settings say that this host takes it.
///
/// @param textLine its CRLF counted
/// @param command its CRLF counted
/// @param path its angle brackets counted
/// @param user quoting not counted: section 5.1.2 calls `Joe\,Smith` nine characters
/// @param host of a name, a number or an address, as it is written
record Sizes(int textLine, int command, int path, int user, int host) {
    static final Sizes RFC_780 = new Sizes(1000, 200, 100, 40, 20);

    private static final String MAIL = "MAIL FROM:\r\n"; // what a path is at least sent with
    private static final int MOST = 999_999; // of what a hop's settings may ask for
    private static final Map<String, Function<Sizes, Integer>> BY_NAME =
            Map.of(
                    "text-line", Sizes::textLine,
                    "command", Sizes::command,
                    "path", Sizes::path,
                    "user", Sizes::user,
                    "host", Sizes::host);

    /// A path as it goes on the line, or why it cannot.
    sealed interface Written {
        record Fitting(String path) implements Written {}

        record Unfit(String why) implements Written {}
    }

    /// The names that a hop's settings may give sizes to.
    static SortedSet<String> names() {
        return new TreeSet<>(BY_NAME.keySet());
    }

    /// The RFC's sizes, or those the hop has for its host.
    ///
    /// @throws IOException when a size is no number, in words for an operator
    static Sizes of(Hop.Remote hop) throws IOException {
        for (String name : names()) {
            if (!hop.settings().getOrDefault(name, "1").matches("[1-9]\\d{0,5}"))
                throw new IOException(
                        hop.url() + ": " + name + " is to be a number from 1 to " + MOST);
        }
        return new Sizes(
                size(hop, "text-line"),
                size(hop, "command"),
                size(hop, "path"),
                size(hop, "user"),
                size(hop, "host"));
    }

    private static int size(Hop.Remote hop, String name) {
        String wanted = hop.settings().get(name);
        return wanted == null
                ? Objects.requireNonNull(BY_NAME.get(name)).apply(RFC_780)
                : Integer.parseInt(wanted);
    }

    /// Whether a command may be sent.
    ///
    /// @param line without its CRLF
    boolean allow(String line) {
        return line.length() + 2 <= command;
    }

    Written write(MailPath path) {
        String user = path.mailbox().user();
        if (user.length() > this.user) return tooLong("the user's name", user.length(), this.user);
        List<Host> hosts =
                Stream.concat(path.route().stream(), Stream.of(path.mailbox().host())).toList();
        for (Host host : hosts) {
            int length = Rfc780Path.host(host).length();
            if (length > this.host) return tooLong("the host " + host.key(), length, this.host);
            if (host instanceof Host.Literal(var address) && !address.matches("[0-9.]+"))
                return new Written.Unfit(
                        "RFC 780 section 5.1.2 has no form for the address " + host.key());
        }
        return Rfc780Path.write(path)
                .filter(Sizes::isOneLine)
                .map(this::measured)
                .orElseGet(
                        () ->
                                new Written.Unfit(
                                        "it has characters that MTP cannot carry in a command"));
    }

    /// RFC 780 section 5.1.2 would quote a CR or LF with a backslash, but a command ends at CRLF.
    private static boolean isOneLine(String path) {
        return path.indexOf('\r') < 0 && path.indexOf('\n') < 0;
    }

    private Written measured(String path) {
        int most = Math.min(this.path, command - MAIL.length());
        return path.length() > most
                ? tooLong("the path", path.length(), most)
                : new Written.Fitting(path);
    }

    private static Written tooLong(String what, int length, int limit) {
        return new Written.Unfit(
                what
                        + " has "
                        + length
                        + " characters, the limit for this host is "
                        + limit
                        + " (RFC 780 section 5.5.3)");
    }
}
