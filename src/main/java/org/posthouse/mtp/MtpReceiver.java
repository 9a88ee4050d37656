package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.Intake;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Listener;

/// The receiving half of MTP (RFC 780), for all conversations of one listener.
public final class MtpReceiver implements Listener.Protocol {
    private final MtpSettings settings;
    private final Intake intake;

    public MtpReceiver(MtpSettings settings, Intake intake) {
        this.settings = settings;
        this.intake = intake;
    }

    @Override
    public void converse(Connection connection) throws IOException {
        new Receiving(connection, settings, intake).converse();
    }

    /// 421 is the one failure that RFC 780 section 5.3 has for a connection.
    @Override
    public void refuse(Connection connection) throws IOException {
        connection.send(Reply.notAvailable(intake.host()).toString());
    }
}
