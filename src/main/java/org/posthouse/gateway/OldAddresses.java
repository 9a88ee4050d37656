package org.posthouse.gateway;

import module java.base;

import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Rfc5321Path;
import org.posthouse.mail.Rfc780Path;

/// Writes addresses for a host of before MIME, so that its people can answer them: in the form it
/// knows, the hosts by its names for them, and an alias where the address is too long or has
/// letters it cannot write (RFC 780 section 5.5.3).
final class OldAddresses {
    /// Of one message. Nobody answers more people than that by hand, and a header of ten thousand
    /// must not fill the table of aliases.
    private static final int MOST_ALIASES = 100;

    private final Environment environment;
    private int aliases;

    OldAddresses(Environment environment) {
        this.environment = environment;
    }

    /// @return an item for each, to be joined with commas
    List<String> write(List<Addressee> addressees) throws IOException {
        var items = new ArrayList<String>();
        for (Addressee one : addressees) items.add(write(one));
        return items;
    }

    private String write(Addressee addressee) throws IOException {
        return switch (addressee) {
            case Addressee.Person person -> person(person);
            case Addressee.Unread(var text) -> Latin.ascii(text);
            case Addressee.Group(var name, var members) ->
                    phrase(name) + ": " + String.join(", ", write(members)) + ";";
        };
    }

    private String person(Addressee.Person person) throws IOException {
        Mailbox mailbox = environment.hosts().old(person.mailbox());
        Mailbox theirs = theirs(mailbox);
        if (answerable(theirs)) return named(person.name(), theirs);
        Optional<MailPath> alias =
                ++aliases > MOST_ALIASES
                        ? Optional.empty()
                        : environment.aliases().alias(MailPath.to(person.mailbox()));
        if (alias.isEmpty()) return named(person.name(), theirs);
        String name = person.name().isBlank() ? person.mailbox().toString() : person.name();
        return named(name, alias.get().mailbox());
    }

    private Mailbox theirs(Mailbox mailbox) {
        boolean foreign =
                mailbox.host() instanceof Host.Name(var name)
                        && name.contains(".")
                        && !name.equalsIgnoreCase(environment.knownAs());
        return foreign && environment.shape().addresses() == ShapeSettings.Addresses.PERCENT
                ? new Mailbox(
                        mailbox.user() + "%" + ((Host.Name) mailbox.host()).name(),
                        new Host.Name(environment.knownAs()))
                : mailbox;
    }

    private boolean answerable(Mailbox mailbox) {
        PathSizes sizes = environment.sizes();
        String host = Rfc780Path.host(mailbox.host());
        boolean old =
                !(mailbox.host() instanceof Host.Literal(var text)) || text.matches("[0-9.]+");
        return old
                && mailbox.user().length() <= sizes.user()
                && host.length() <= sizes.host()
                && mailbox.user().chars().allMatch(c -> c > ' ' && c < 127)
                && Rfc780Path.write(MailPath.to(mailbox))
                        .filter(path -> path.length() <= sizes.path())
                        .isPresent();
    }

    private String named(String name, Mailbox mailbox) {
        String address = address(mailbox);
        return name.isBlank() ? address : phrase(name) + " <" + address + ">";
    }

    private String address(Mailbox mailbox) {
        String at = environment.shape().addresses() == ShapeSettings.Addresses.AT ? " at " : "@";
        return Latin.ascii(Rfc5321Path.local(mailbox.user()))
                + at
                + Rfc780Path.host(mailbox.host());
    }

    /// A name as RFC 733 and RFC 822 section 3.3 let it stand, in quotes if it has more than words.
    /// `at` would be read as the sign.
    private static String phrase(String name) {
        String ascii = Latin.ascii(name).replaceAll("\\s+", " ").strip();
        if (ascii.matches("(?!(?i:.* )?at( |$))[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")) return ascii;
        return '"' + ascii.replaceAll("([\"\\\\])", "\\\\$1") + '"';
    }
}
