package org.posthouse.control;

import module java.base;

import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Message;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Recipient.Delivered;
import org.posthouse.mail.Recipient.Failed;
import org.posthouse.mail.Recipient.Held;
import org.posthouse.mail.Recipient.Waiting;
import org.posthouse.mail.ReversePath;

/// Which messages, and which of their recipients, are meant. All that is given must hold.
///
/// @param destination the host a recipient's path leads to next, or `*.domain` for all below one
/// @param sender `user@host`, `@host` for all users there, or `<>` for notices
/// @param recipient `user@host` or `@host`
/// @param state of the recipient
/// @param before messages that arrived earlier than this
public record Filter(
        Optional<String> destination,
        Optional<String> sender,
        Optional<String> recipient,
        Optional<Open> state,
        Optional<Instant> before) {
    /// The two states of a recipient that keep a message in the queue.
    public enum Open {
        WAITING,
        HELD;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Open> parse(String word) {
            return Stream.of(values()).filter(open -> open.word().equals(word)).findFirst();
        }
    }

    public static final Filter ANY =
            new Filter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    public static Filter to(String destination) {
        return new Filter(
                Optional.of(destination),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// Whether the message can be meant, as far as it can be said without its recipients.
    boolean matches(Message message) {
        return before.map(message.origin().arrival()::isBefore).orElse(true)
                && sender.map(wanted -> matches(wanted, message.from())).orElse(true);
    }

    /// Whether the recipient is meant; never one that is settled.
    boolean matches(Recipient recipient) {
        return state(recipient)
                && destination.map(wanted -> leadsTo(wanted, recipient.path())).orElse(true)
                && this.recipient
                        .map(wanted -> matches(wanted, recipient.path().mailbox()))
                        .orElse(true);
    }

    private boolean state(Recipient recipient) {
        return switch (recipient.state()) {
            case Waiting _ -> state.isEmpty() || state.get() == Open.WAITING;
            case Held _ -> state.isEmpty() || state.get() == Open.HELD;
            case Delivered _, Failed _ -> false;
        };
    }

    private static boolean leadsTo(String wanted, MailPath path) {
        String key = path.next().key();
        String pattern = wanted.toLowerCase(Locale.ROOT);
        return pattern.startsWith("*.")
                ? key.endsWith(pattern.substring(1))
                : key.equals(new Host.Name(pattern).key());
    }

    private static boolean matches(String wanted, ReversePath from) {
        return switch (from) {
            case ReversePath.Null() -> wanted.equals("<>");
            case ReversePath.Sender(var path) -> matches(wanted, path.mailbox());
        };
    }

    /// The user's case is looked past here: a person who searches does not know it.
    private static boolean matches(String wanted, Mailbox mailbox) {
        int at = wanted.lastIndexOf('@');
        if (at < 0) return false;
        String user = wanted.substring(0, at);
        String host = wanted.substring(at + 1);
        return (user.isEmpty() || user.equalsIgnoreCase(mailbox.user()))
                && !host.isEmpty()
                && new Host.Name(host).key().equals(mailbox.host().key());
    }

    /// What is wrong with it as a person wrote it, if anything is.
    public Optional<String> mistake() {
        if (destination.filter(d -> d.isEmpty() || d.contains("@") || d.equals("*.")).isPresent())
            return Optional.of("a destination is a host, such as relay.example, or *.example");
        if (sender.filter(s -> !s.equals("<>") && !isAddress(s)).isPresent())
            return Optional.of("a sender is user@host, @host, or <> for notices");
        if (recipient.filter(r -> !isAddress(r)).isPresent())
            return Optional.of("a recipient is user@host or @host");
        return Optional.empty();
    }

    private static boolean isAddress(String text) {
        int at = text.lastIndexOf('@');
        return at >= 0 && at < text.length() - 1;
    }
}
