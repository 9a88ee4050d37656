package org.posthouse.gateway;

import module java.base;

import org.apache.james.mime4j.codec.EncoderUtil;
import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Message;
import org.posthouse.mail.Rfc5321Path;

/// Writes addresses as RFC 5322 section 3.4 has them, hosts by their modern names.
final class ModernAddresses {
    private final Environment environment;
    private final Optional<Mailbox> sender;

    ModernAddresses(Environment environment, Message message) {
        this.environment = environment;
        this.sender = ModernFields.sender(message);
    }

    /// @return nothing when the field is as it should be
    Optional<List<String>> rewritten(String body) {
        List<Addressee> read = AddressList.read(body);
        List<Addressee> modern = read.stream().map(this::modern).toList();
        boolean fine = Latin.isAscii(body) && modern.equals(read) && !hasSign(body);
        return fine || read.isEmpty()
                ? Optional.empty()
                : Optional.of(modern.stream().map(ModernAddresses::text).toList());
    }

    /// Whether `at` stands for `@` somewhere, or words stand where one should.
    private static boolean hasSign(String body) {
        List<AddressTokens.Token> tokens = AddressTokens.of(body);
        return tokens.stream().anyMatch(AddressTokens.Token::isAt);
    }

    private Addressee modern(Addressee addressee) {
        return switch (addressee) {
            case Addressee.Person(var name, var mailbox) ->
                    new Addressee.Person(name, back(environment.hosts().modern(mailbox)));
            case Addressee.Group(var name, var members) ->
                    new Addressee.Group(name, members.stream().map(this::modern).toList());
            case Addressee.Unread(var text) ->
                    sender.filter(_ -> text.matches("[A-Za-z0-9._-]+"))
                            .<Addressee>map(
                                    one -> modern(new Addressee.Person("", at(text, one.host()))))
                            .orElse(addressee);
        };
    }

    private static Mailbox at(String user, Host host) {
        return new Mailbox(user, host);
    }

    /// `user%host@US` was our own way to say `user@host` there.
    private Mailbox back(Mailbox mailbox) {
        int percent = mailbox.user().lastIndexOf('%');
        if (percent < 1 || !mailbox.host().equals(new Host.Name(environment.knownAs())))
            return mailbox;
        return AddressList.mailbox(
                        mailbox.user().substring(0, percent), mailbox.user().substring(percent + 1))
                .orElse(mailbox);
    }

    String write(Addressee addressee) {
        return text(modern(addressee));
    }

    /// A field with letters that no header may have, the names in it encoded.
    static List<String> encoded(String body) {
        return AddressList.read(body).stream().map(ModernAddresses::text).toList();
    }

    private static String text(Addressee addressee) {
        return switch (addressee) {
            case Addressee.Person(var name, var mailbox) -> {
                String address = address(mailbox);
                yield name.isBlank() ? address : phrase(name) + " <" + address + ">";
            }
            case Addressee.Group(var name, var members) ->
                    phrase(name)
                            + ": "
                            + members.stream()
                                    .map(ModernAddresses::text)
                                    .collect(Collectors.joining(", "))
                            + ";";
            // RFC 5322 has no place for it but the name of a group of nobody
            case Addressee.Unread(var text) -> phrase(text) + ": ;";
        };
    }

    private static String address(Mailbox mailbox) {
        return Rfc5321Path.write(MailPath.to(mailbox))
                .map(path -> path.substring(1, path.length() - 1))
                .orElseGet(() -> Latin.ascii(mailbox.toString()).replaceAll("[^!-~]", "_"));
    }

    private static String phrase(String name) {
        return name.isBlank() ? "\"\"" : EncoderUtil.encodeAddressDisplayName(name.strip());
    }
}
