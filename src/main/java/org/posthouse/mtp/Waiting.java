package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.Intake;
import org.posthouse.mtp.Command.Bare;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Line;
import org.posthouse.wire.Listener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The receiver's part while it has no place for a sender: 120, then CONT to wait for 220 or ABRT
/// to give up (RFC 780 section 5.3, connection establishment). RFC 772 ("Sequencing of commands and
/// replies") has 220 follow by itself.
///
/// Whatever else is said instead of CONT lets the proposal drop, and the service is not available.
final class Waiting {
    private static final Logger LOG = LoggerFactory.getLogger(MtpReceiver.class);
    private static final int CRLF = 2; // octets

    private final Connection connection;
    private final MtpSettings settings;
    private final Intake intake;
    private final Replies replies;

    Waiting(Connection connection, MtpSettings settings, Intake intake) {
        this.connection = connection;
        this.settings = settings;
        this.intake = intake;
        this.replies = new Replies(connection, settings.dialect());
    }

    /// @return whether the place is there now; else the last word has been said
    boolean welcomes(Listener.Place place) throws IOException {
        replies.say(Reply.delayed(intake.host(), settings.delay()));
        Reply reply =
                switch (settings.dialect()) {
                    case RFC780, AUTO -> ask(place);
                    case RFC772 -> await(place);
                };
        if (reply.code() == Reply.READY) return true;
        LOG.info("no place for peer={} reply=\"{}\"", connection.peer(), reply);
        if (connection.ending() != Connection.Ending.PEER) replies.say(reply);
        return false;
    }

    private Reply ask(Listener.Place place) throws IOException {
        return switch (next()) {
            case Bare.CONT -> await(place);
            case Bare.ABRT -> {
                replies.say(Reply.ABORTED);
                yield next() == Bare.QUIT ? Reply.farewell(intake.host()) : notAvailable();
            }
            case Bare.QUIT -> Reply.farewell(intake.host());
            case Command _ -> notAvailable();
        };
    }

    private Reply await(Listener.Place place) throws IOException {
        connection.flush();
        return place.await(settings.delay()) ? Reply.ready(intake.host()) : notAvailable();
    }

    private Reply notAvailable() {
        return Reply.notAvailable(intake.host());
    }

    /// The end of all lines is no command, and its reply goes nowhere.
    private Command next() throws IOException {
        Line line = connection.line(settings.commandLine() - CRLF, settings.delay());
        return line instanceof Line.Text(var text)
                ? Command.parse(text, settings.dialect())
                : Bare.UNKNOWN;
    }
}
