package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.mail.Intake;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.ReversePath;

/// What the receiver remembers of several recipients between commands (RFC 743, RFC 765's appendix
/// on mail).
sealed interface Scheme {
    /// The default state.
    record NoScheme() implements Scheme {}

    /// Recipients first.
    ///
    /// @param stored those of the XRCPs since the last reset
    record RecipientsFirst(List<MailPath> stored) implements Scheme {
        RecipientsFirst with(MailPath to) {
            return new RecipientsFirst(Stream.concat(stored.stream(), Stream.of(to)).toList());
        }
    }

    /// Text first, before the text.
    record TextFirst() implements Scheme {}

    /// Text first, after it. Whoever lets go of this closes the text.
    record TextHeld(ReversePath from, Intake.Text text) implements Scheme {}

    /// The same scheme in its initial state: the side effect of every XRSQ and MAIL.
    default Scheme emptied() {
        return switch (this) {
            case RecipientsFirst _ -> new RecipientsFirst(List.of());
            case TextHeld _ -> new TextFirst();
            case NoScheme _, TextFirst _ -> this;
        };
    }

    /// For STAT.
    default String shown() {
        return switch (this) {
            case NoScheme() -> "no scheme";
            case RecipientsFirst(var stored) -> "scheme R, " + stored.size() + " names stored";
            case TextFirst() -> "scheme T";
            case TextHeld _ -> "scheme T, text stored";
        };
    }
}
