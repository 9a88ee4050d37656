package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.Intake;
import org.posthouse.mail.Peer;
import org.posthouse.mail.TraceField;
import org.posthouse.mtp.Command.Bare;
import org.posthouse.mtp.Dialect.Occasion;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Line;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The receiver's part of one conversation, from the 220 greeting to the 221 or 421 farewell: "an
/// alternating dialogue" (RFC 780 section 5.3). What the commands about mail do is [Mailing]'s.
///
/// Every command gets exactly one reply (section 5.2) because it is answered by a function that
/// returns one.
final class Receiving {
    private static final Logger LOG = LoggerFactory.getLogger(MtpReceiver.class);
    private static final int CRLF = 2; // octets

    private final Connection connection;
    private final MtpSettings settings;
    private final Intake intake;
    private final Peer peer;
    private final Replies replies;
    private final Patience patience;
    private final Mailing mailing;

    Receiving(Connection connection, MtpSettings settings, Intake intake) {
        this.connection = connection;
        this.settings = settings;
        this.intake = intake;
        this.peer = new Peer(connection.peer().getAddress(), "MTP", ""); // MTP has no HELO
        this.replies = new Replies(connection, settings.dialect());
        this.patience = new Patience(settings);
        this.mailing =
                new Mailing(
                        new Hearing(connection, settings, intake, peer),
                        replies,
                        settings,
                        intake,
                        peer,
                        patience);
    }

    /// @throws IOException when the line breaks; what was accepted stays accepted
    void converse() throws IOException {
        try (mailing) {
            talk();
        } catch (EOFException _) {
            LOG.debug("{} went in the middle of a text", peer.address());
        }
        switch (connection.ending()) {
            case LATE, DRAINING -> replies.say(Reply.notAvailable(intake.host()));
            case OPEN, PEER -> {}
        }
    }

    private void talk() throws IOException {
        replies.say(Reply.ready(intake.host()));
        for (Line line = next(); !(line instanceof Line.Nothing); line = next()) {
            Optional<String> enough = patience.exhausted();
            Reply reply = enough.isPresent() ? hangUp(enough.get()) : answer(understood(line));
            replies.say(reply);
            if (reply.parting()) return;
        }
    }

    private Line next() throws IOException {
        return connection.line(settings.commandLine() - CRLF, settings.commandTimeout());
    }

    private Command understood(Line line) {
        return switch (line) {
            case Line.Text(var text) -> Command.parse(text, settings.dialect());
            case Line.Stray _ -> Bare.STRAY;
            case Line.TooLong _ -> Bare.TOO_LONG;
            case Line.Nothing _ -> Bare.QUIT;
        };
    }

    private Reply hangUp(String why) {
        LOG.info("dropped peer={} reason=\"{}\"", TraceField.literal(peer.address()), why);
        return Reply.enough(intake.host(), why);
    }

    private Reply answer(Command command) throws IOException {
        Reply reply = reply(command);
        patience.answered(command, reply);
        return reply;
    }

    private Reply reply(Command command) throws IOException {
        if (command == Bare.CONT) return mailing.goOn();
        mailing.drop(); // all but CONT let a proposal drop
        return switch (command) {
            case Command.Mail(var from, var to) -> mailing.mail(from, to);
            case Command.MailText(var from) -> mailing.mailText(from);
            case Command.MailGeneral(var from) -> mailing.mailGeneral(from);
            case Command.Mrsq(var argument) -> mailing.select(argument);
            case Command.Mrcp(var to) -> mailing.recipient(to);
            case Command.Help(var subject) -> help(subject);
            case Bare bare ->
                    switch (bare) {
                        case QUIT -> Reply.farewell(intake.host());
                        case NOOP -> Reply.OKAY;
                        case CONT -> Reply.NOTHING_TO_CONTINUE;
                        case ABRT -> Reply.ABORTED;
                        case MALFORMED -> Reply.MALFORMED;
                        case UNKNOWN -> Reply.UNKNOWN;
                        case STRAY -> Reply.STRAY;
                        case TOO_LONG -> Reply.LINE_TOO_LONG;
                    };
        };
    }

    private Reply help(String subject) {
        return HelpText.on(subject, settings.dialect())
                .orElseGet(() -> replies.refusal(Reply.NO_SUCH_HELP, Occasion.HELP));
    }
}
