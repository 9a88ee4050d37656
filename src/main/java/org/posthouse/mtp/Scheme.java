package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.Intake;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.ReversePath;

/// What the receiver remembers between commands (RFC 780 section 4).
sealed interface Scheme {
    /// The default state (section 4.1).
    record NoScheme() implements Scheme {}

    /// Recipients first (section 4.4).
    ///
    /// @param stored those of the MRCPs since the last reset
    record RecipientsFirst(List<MailPath> stored) implements Scheme {
        RecipientsFirst with(MailPath to) {
            var longer = new ArrayList<MailPath>(stored.size() + 1);
            longer.addAll(stored);
            longer.add(to);
            return new RecipientsFirst(Collections.unmodifiableList(longer));
        }
    }

    /// Text first, before the text (section 4.5).
    record TextFirst() implements Scheme {}

    /// Text first, after it. Whoever lets go of this closes the text.
    record TextHeld(ReversePath from, Intake.Text text) implements Scheme {}

    /// The same scheme in its initial state: the side effect of every MRSQ and MAIL (sections 4.1
    /// and 4.2 of RFC 780).
    default Scheme emptied() {
        return switch (this) {
            case RecipientsFirst _ -> new RecipientsFirst(List.of());
            case TextHeld _ -> new TextFirst();
            case NoScheme _, TextFirst _ -> this;
        };
    }
}
