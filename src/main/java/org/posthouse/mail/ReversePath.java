package org.posthouse.mail;

/// Where notices about a message go: back along a path, or nowhere.
public sealed interface ReversePath {
    /// `<>` (RFC 5321 section 4.5.5): a notice, which nobody answers.
    record Null() implements ReversePath {}

    record Sender(MailPath path) implements ReversePath {}

    /// Whether a message from here is itself a notice, about which no notice may be sent: `<>`, or
    /// `MTP@host` where there is no null path (RFC 780 section 3.2).
    default boolean isNotice() {
        return switch (this) {
            case Null() -> true;
            case Sender(var path) -> path.mailbox().user().equalsIgnoreCase("MTP");
        };
    }

    /// For people and logs: `<user@host>` or `<>`.
    default String shown() {
        return switch (this) {
            case Null() -> "<>";
            case Sender(var path) -> "<" + path + ">";
        };
    }
}
