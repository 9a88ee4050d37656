package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;

/// A [MailPath] as fields of a record. A host is a text whose first character tells its kind.
final class PathFields {
    private static final int USER = 1;
    private static final int HOST = 2;
    private static final int ROUTE = 3;

    private PathFields() {}

    static void write(FieldWriter writer, MailPath path) {
        writer.text(USER, path.mailbox().user()).text(HOST, text(path.mailbox().host()));
        for (Host host : path.route()) writer.text(ROUTE, text(host));
    }

    static MailPath read(Fields fields) throws DamagedRecord {
        var route = new ArrayList<Host>();
        for (String host : fields.texts(ROUTE)) route.add(host(host));
        String user = fields.text(USER);
        if (user.isEmpty()) throw new DamagedRecord("a mailbox without a user");
        return new MailPath(route, new Mailbox(user, host(fields.text(HOST))));
    }

    private static String text(Host host) {
        return switch (host) {
            case Host.Name(var name) -> "=" + name;
            case Host.Number(var number) -> "#" + number;
            case Host.Literal(var text) -> "[" + text;
        };
    }

    private static Host host(String text) throws DamagedRecord {
        if (text.length() < 2) throw new DamagedRecord("a host of no kind");
        String rest = text.substring(1);
        try {
            return switch (text.charAt(0)) {
                case '=' -> new Host.Name(rest);
                case '#' -> new Host.Number(Long.parseLong(rest));
                case '[' -> new Host.Literal(rest);
                default -> throw new DamagedRecord("a host of no kind");
            };
        } catch (NumberFormatException e) {
            throw new DamagedRecord("a host of no kind");
        }
    }
}
