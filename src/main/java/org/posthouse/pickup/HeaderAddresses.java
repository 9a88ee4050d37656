package org.posthouse.pickup;

import module java.base;

import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.Rfc5321Path;

/// The addresses in a header: who sent a message and who is to have it (RFC 5322 sections 3.6.2 and
/// 3.6.3). Groups are taken apart, comments and names left out, and so is a route, which RFC 5322
/// section 4.4 has us ignore.
final class HeaderAddresses {
    private static final List<String> TO = List.of("To", "Cc", "Bcc");
    private static final List<String> FROM = List.of("Sender", "From");

    /// RFC 733's other way to write an address; RFC 785's example has it.
    private static final Pattern AT = Pattern.compile("(?i)(?<user>[!-~]+) +at +(?<host>[!-~]+)");

    private final Header header;
    private final String host;

    /// `Resent-` when the message is sent on: then the other fields tell of a sending in the past
    /// (RFC 5322 section 3.6.6).
    private final String prefix;

    /// @param host of names without one
    HeaderAddresses(Header header, String host) {
        this.header = header;
        this.host = host;
        this.prefix = TO.stream().anyMatch(name -> header.has("Resent-" + name)) ? "Resent-" : "";
    }

    /// @throws NoAddress when there is something that is no address
    List<MailPath> recipients() throws NoAddress {
        var paths = new LinkedHashSet<MailPath>();
        for (String name : TO) paths.addAll(paths(prefix + name));
        return List.copyOf(paths);
    }

    /// Whoever sent it, else whoever wrote it.
    Optional<MailPath> sender() throws NoAddress {
        for (String name : FROM) {
            List<MailPath> paths = paths(prefix + name);
            if (!paths.isEmpty()) return Optional.of(paths.getFirst());
        }
        return Optional.empty();
    }

    private List<MailPath> paths(String name) throws NoAddress {
        var paths = new ArrayList<MailPath>();
        for (String value : header.values(name).toList()) {
            for (Mailbox mailbox :
                    LenientAddressParser.DEFAULT.parseAddressList(ascii(value)).flatten())
                paths.add(path(name, mailbox));
        }
        return paths;
    }

    /// The parser makes nonsense of other characters. In a name they do not matter; in an address
    /// they must not become one that is another's.
    private static String ascii(String value) {
        return value.replaceAll("[^\t -~]", "\u007f");
    }

    private MailPath path(String field, Mailbox mailbox) throws NoAddress {
        String user = Objects.requireNonNullElse(mailbox.getLocalPart(), "");
        String domain = Objects.requireNonNullElse(mailbox.getDomain(), "");
        Matcher old = AT.matcher(user);
        if (domain.isEmpty() && old.matches()) {
            user = old.group("user");
            domain = old.group("host");
        }
        if (domain.isEmpty() && !user.matches("[!-~]+"))
            throw new NoAddress(field + ": \"" + shown(user) + "\" is no address");
        String path =
                "<" + Rfc5321Path.local(user) + "@" + (domain.isEmpty() ? host : domain) + ">";
        return switch (Rfc5321Path.read(path)) {
            case PathReading.Understood(var understood) -> understood;
            case PathReading.Malformed _ ->
                    throw new NoAddress(field + ": " + shown(path) + " is no address");
        };
    }

    private static String shown(String text) {
        return text.replaceAll("[^ -~]", "?");
    }

    /// A field has something that cannot be read as an address.
    static final class NoAddress extends Exception {
        private static final long serialVersionUID = 1;

        NoAddress(String why) {
            super(why, null, false, false);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }
}
