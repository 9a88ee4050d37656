package org.posthouse.mail;

import module java.base;

/// Who sent a message and for whom it is (RFC 5321 section 2.3.1).
///
/// @param reporting what the sender asked for with the message as a whole
/// @param recipients at least one, numbered from 0 without gaps
public record Envelope(ReversePath from, Reporting reporting, List<Recipient> recipients) {
    public Envelope {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty()) throw new IllegalArgumentException("an envelope has a recipient");
        for (int i = 0; i < recipients.size(); i++) {
            if (recipients.get(i).number() != i)
                throw new IllegalArgumentException("recipient " + i + " is misnumbered");
        }
    }

    /// With nothing asked for.
    public Envelope(ReversePath from, List<Recipient> recipients) {
        this(from, Reporting.NONE, recipients);
    }
}
