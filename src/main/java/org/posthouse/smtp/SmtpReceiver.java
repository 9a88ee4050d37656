package org.posthouse.smtp;

import module java.base;

import org.posthouse.mail.Intake;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Listener;

/// The receiving half of SMTP for one listener. Each [Connection] gets a conversation of its own.
public final class SmtpReceiver implements Listener.Protocol {
    private final SmtpSettings settings;
    private final Intake intake;

    public SmtpReceiver(SmtpSettings settings, Intake intake) {
        this.settings = settings;
        this.intake = intake;
    }

    @Override
    public void converse(Connection connection) throws IOException {
        new Conversation(settings, intake, connection).converse();
    }

    @Override
    public void refuse(Connection connection) throws IOException {
        connection.send(Reply.full(intake.host()).toString());
    }
}
