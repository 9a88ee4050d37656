package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.mail.Intake;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Listener;

/// The receiving half of FTP mail (RFC 765, RFC 743), for all conversations of one listener.
public final class FtpmailReceiver implements Listener.Protocol {
    private final FtpmailSettings settings;
    private final Intake intake;

    public FtpmailReceiver(FtpmailSettings settings, Intake intake) {
        this.settings = settings;
        this.intake = intake;
    }

    @Override
    public void converse(Connection connection) throws IOException {
        try (var data = new DataPort(connection, settings.dataTimeout())) {
            new Receiving(connection, data, settings, intake).converse();
        }
    }

    @Override
    public void refuse(Connection connection) throws IOException {
        connection.send(Saying.FULL.in(settings.replies()).toString());
    }
}
