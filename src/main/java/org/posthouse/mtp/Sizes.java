package org.posthouse.mtp;

import module java.base;

import org.posthouse.conf.Query;
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
    static final SortedMap<String, Query.Value> QUERY =
            Collections.unmodifiableSortedMap(
                    new TreeMap<>(
                            Map.of(
                                    "text-line", Query.number(1, MOST),
                                    "command", Query.number(1, MOST),
                                    "path", Query.number(1, MOST),
                                    "user", Query.number(1, MOST),
                                    "host", Query.number(1, MOST))));

    /// A path as it goes on the line, or why it cannot.
    sealed interface Written {
        record Fitting(String path) implements Written {}

        record Unfit(String why) implements Written {}
    }

    /// The RFC's sizes, or those the hop has for its host.
    static Sizes of(SortedMap<String, String> hop) {
        return new Sizes(
                size(hop, "text-line", RFC_780.textLine),
                size(hop, "command", RFC_780.command),
                size(hop, "path", RFC_780.path),
                size(hop, "user", RFC_780.user),
                size(hop, "host", RFC_780.host));
    }

    private static int size(SortedMap<String, String> hop, String name, int otherwise) {
        String wanted = hop.get(name);
        return wanted == null ? otherwise : Integer.parseInt(wanted);
    }

    /// Whether a command may be sent.
    ///
    /// @param line without its CRLF
    boolean allow(String line) {
        return line.length() + 2 <= command;
    }

    /// @param dialect whose form of a path is wanted
    Written write(MailPath path, Dialect dialect) {
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
            if (host instanceof Host.Name(var name) && !allows(name, dialect))
                return new Written.Unfit(
                        "RFC 780 section 5.1.2 has a letter at the beginning of a host's name,"
                                + " unlike "
                                + host.key());
        }
        return text(path, dialect)
                .map(this::measured)
                .orElseGet(
                        () ->
                                new Written.Unfit(
                                        "it has characters that MTP cannot carry in a command"));
    }

    /// RFC 772 lets a host's name begin with anything, RFC 780 with a letter. A host that takes
    /// longer names than that has is of a time when a digit will do too (RFC 1123 section 2.1).
    private boolean allows(String name, Dialect dialect) {
        char first = Character.toLowerCase(name.charAt(0));
        boolean letter = first >= 'a' && first <= 'z';
        return letter || dialect == Dialect.RFC772 || host > RFC_780.host;
    }

    private static Optional<String> text(MailPath path, Dialect dialect) {
        return switch (dialect) {
            case RFC780, AUTO -> Rfc780Path.write(path);
            case RFC772 -> BarePath.write(path);
        };
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
