package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.Intake;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Listener;

/// The receiving half of MTP (RFC 780) for one listener. Each [Connection] gets a conversation of
/// its own, or is asked to wait for one.
public final class MtpReceiver implements Listener.Protocol {
    private final MtpSettings settings;
    private final Intake intake;
    private final Semaphore waiting;

    public MtpReceiver(MtpSettings settings, Intake intake) {
        this.settings = settings;
        this.intake = intake;
        this.waiting = new Semaphore(settings.waiting());
    }

    @Override
    public void converse(Connection connection) throws IOException {
        settings.dialect().telnet().ifPresent(connection::telnet);
        receive(connection);
    }

    private void receive(Connection connection) throws IOException {
        new Receiving(connection, settings, intake).converse();
    }

    /// 421 is the one failure that RFC 780 section 5.3 has for a connection.
    @Override
    public void refuse(Connection connection) throws IOException {
        connection.send(Reply.notAvailable(intake.host()).toString());
    }

    /// 120 where there is one (RFC 780 section 5.3), to so many callers at a time.
    @Override
    public void noPlace(Connection connection, Listener.Place place) throws IOException {
        settings.dialect().telnet().ifPresent(connection::telnet);
        boolean mayWait = asksToWait() && waiting.tryAcquire();
        boolean welcome = false;
        try {
            if (mayWait) welcome = new Waiting(connection, settings, intake).welcomes(place);
            else refuse(connection);
        } finally {
            if (mayWait) waiting.release();
        }
        if (welcome) receive(connection);
    }

    @Override
    public boolean asksToWait() {
        return settings.dialect() != Dialect.AUTO && settings.waiting() > 0;
    }
}
