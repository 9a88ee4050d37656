package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.Rfc780Path;
import org.posthouse.spool.Registers.Row;

/// A short name at this host, and the path it stands for.
///
/// @param name `u` and a number
/// @param used when it was last used, to the day
public record Alias(String name, MailPath path, Instant made, Instant used) {
    private static final String USER = "user";
    private static final String HOST = "host";
    private static final String VIA = "via";
    private static final String MADE = "made";
    private static final String USED = "used";

    /// The name that somebody means: case is of no account, for many a host of old knows one only.
    ///
    /// @return nothing when no alias is called so
    public static Optional<String> name(String user) {
        String name = user.toLowerCase(Locale.ROOT);
        return name.matches("u[1-9][0-9]{0,14}") ? Optional.of(name) : Optional.empty();
    }

    static String name(long number) {
        return "u" + number;
    }

    /// One spelling for each correspondent: the hosts in lower case, the user as he is written.
    static String key(MailPath path) {
        String user = path.mailbox().user().replaceAll("[\\\\@,]", "\\\\$0");
        return route(path, Host::key) + user + "@" + path.mailbox().host().key();
    }

    private static String route(MailPath path, Function<Host, String> written) {
        return path.route().stream()
                .map(host -> "@" + written.apply(host) + ",")
                .collect(Collectors.joining());
    }

    Alias used(Instant now) {
        return new Alias(name, path, made, now);
    }

    Row row() {
        var values = new TreeMap<String, String>();
        values.put(USER, path.mailbox().user());
        values.put(HOST, Rfc780Path.host(path.mailbox().host()));
        if (!path.route().isEmpty()) values.put(VIA, route(path, Rfc780Path::host));
        values.put(MADE, made.toString());
        values.put(USED, used.toString());
        return new Row(name, values);
    }

    /// @return nothing when it is none: somebody has edited an export
    static Optional<Alias> of(Row row) {
        String hosts = "<" + row.value(VIA).orElse("") + "x@" + row.value(HOST).orElse("") + ">";
        String user = row.value(USER).orElse("");
        if (user.isEmpty() || !(Rfc780Path.read(hosts) instanceof PathReading.Understood(var path)))
            return Optional.empty();
        try {
            return Optional.of(
                    new Alias(
                            row.key(),
                            new MailPath(path.route(), new Mailbox(user, path.mailbox().host())),
                            Instant.parse(row.value(MADE).orElse("")),
                            Instant.parse(row.value(USED).orElse(""))));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
