package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.ftpmail.Command.Bare;
import org.posthouse.mail.Intake;
import org.posthouse.mail.Peer;
import org.posthouse.mail.TraceField;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Line;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server process's part of one conversation, as far as mail goes: "an alternating dialogue"
/// (RFC 765, "sequencing of commands and replies").
///
/// Every command gets its last reply from a function that returns one; what may come before it
/// (255, 150, 151, 119, 350, 354) is sent on the way. What they have to do with mail is
/// [Mailing]'s.
final class Receiving {
    private static final Logger LOG = LoggerFactory.getLogger(FtpmailReceiver.class);
    private static final int CRLF = 2; // octets

    private final Connection connection;
    private final DataPort data;
    private final FtpmailSettings settings;
    private final Intake intake;
    private final Peer peer;
    private final Patience patience;
    private final Mailing mailing;

    Receiving(Connection connection, DataPort data, FtpmailSettings settings, Intake intake) {
        this.connection = connection;
        this.data = data;
        this.settings = settings;
        this.intake = intake;
        this.peer = new Peer(connection.peer().getAddress(), "FTP", ""); // FTP has no HELO
        this.patience = new Patience(settings);
        var hearing = new Hearing(connection, data, settings, intake, peer);
        this.mailing = new Mailing(connection, settings, intake, peer, hearing, patience);
    }

    /// @throws IOException when the line breaks; what was accepted stays accepted
    void converse() throws IOException {
        connection.telnet();
        try {
            talk();
        } catch (EOFException _) {
            LOG.debug("{} went in the middle of a text", peer.address());
        } finally {
            mailing.end();
        }
        switch (connection.ending()) {
            case LATE, DRAINING -> say(reply(Saying.CLOSING));
            case OPEN, PEER -> {}
        }
    }

    private void talk() throws IOException {
        say(Saying.READY.in(settings.replies(), intake.host() + " FTP mail service ready"));
        Command command = next();
        while (command != Bare.END && command != Bare.HTTP && !patience.isExhausted()) {
            Reply reply = answer(command);
            patience.answered(command, reply);
            say(reply);
            if (command == Bare.QUIT) return;
            command = next();
        }
        if (command == Bare.END) return;
        LOG.info("dropped peer={} protocol=FTP", TraceField.literal(peer.address()));
        say(reply(Saying.CLOSING)); // a program that does not listen, or is no mail program
    }

    private Command next() throws IOException {
        return switch (connection.line(settings.commandLine() - CRLF, settings.commandTimeout())) {
            case Line.Text(var line) -> Command.parse(line);
            case Line.Stray _ -> Bare.STRAY;
            case Line.TooLong _ -> Bare.TOO_LONG;
            case Line.Nothing _ -> Bare.END;
        };
    }

    private void say(Reply reply) throws IOException {
        connection.send(reply.toString());
    }

    private Reply reply(Saying saying) {
        return saying.in(settings.replies());
    }

    private Reply answer(Command command) throws IOException {
        return switch (command) {
            case Command.Mail(var way, var to) -> mailing.mail(way, to);
            case Command.Select(var argument) -> mailing.select(argument);
            case Command.Recipient(var to) -> mailing.recipient(to);
            case Command.Port(var form, var argument) -> reply(data.point(form, argument));
            case Command.Passive(var form) -> data.listen(form, settings.replies());
            case Command.Parameter(var name, var value) -> reply(Parameters.take(name, value));
            case Command.Help(var subject) -> Helping.on(subject, settings.replies());
            case Command.Status(var path) -> status(path);
            case Bare bare -> answer(bare);
        };
    }

    private Reply answer(Bare bare) {
        return reply(
                switch (bare) {
                    case QUIT -> Saying.GOODBYE;
                    case NOOP -> Saying.OKAY;
                    case LOGIN -> Saying.LOGGED_IN;
                    case ALLO -> Saying.NO_ALLOCATION;
                    case ABOR -> Saying.NOTHING_TO_ABORT;
                    case NO_FILES -> Saying.NO_FILES;
                    case MALFORMED -> Saying.MALFORMED;
                    case UNKNOWN -> Saying.UNKNOWN;
                    case STRAY -> Saying.STRAY;
                    case TOO_LONG -> Saying.TOO_LONG;
                    case HTTP, END -> Saying.CLOSING;
                });
    }

    private Reply status(String path) {
        if (!path.isEmpty()) return reply(Saying.NO_FILES);
        return Saying.STATUS.in(
                settings.replies(),
                intake.host() + " takes mail: " + mailing.shown() + "; TYPE A, MODE S, STRU F");
    }
}
