package org.posthouse.control;

import module java.base;

import org.posthouse.mail.Envelope;
import org.posthouse.mail.Message;
import org.posthouse.mail.Recipient;

/// One message with all its recipients, settled ones too.
public record Letter(Message message, List<Recipient> recipients) {
    public Letter {
        recipients = List.copyOf(recipients);
    }

    public Envelope envelope() {
        return new Envelope(message.from(), message.reporting(), recipients);
    }
}
