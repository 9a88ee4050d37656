package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.Intake;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.Peer;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.TraceField;
import org.posthouse.mail.Verdict;
import org.posthouse.mtp.Command.Bare;
import org.posthouse.mtp.Command.Help;
import org.posthouse.mtp.Command.Mail;
import org.posthouse.mtp.Command.MailText;
import org.posthouse.mtp.Command.Mrcp;
import org.posthouse.mtp.Command.Mrsq;
import org.posthouse.mtp.Scheme.NoScheme;
import org.posthouse.mtp.Scheme.RecipientsFirst;
import org.posthouse.mtp.Scheme.TextFirst;
import org.posthouse.mtp.Scheme.TextHeld;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Line;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The receiver's part of one conversation, from the 220 greeting to the 221 farewell: "an
/// alternating dialogue" (RFC 780 section 5.3).
///
/// All that the sender has said so far is the one value [#scheme], so that a reset is an
/// assignment; all that must outlive the connection lies behind [Intake]. Every command gets
/// exactly one reply (section 5.2) because it is answered by a function that returns one.
final class Receiving {
    /// What is done once the recipient is settled.
    private interface Step {
        Reply take() throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(MtpReceiver.class);
    private static final int CRLF = 2; // octets
    private static final Step NONE = () -> Reply.NOTHING_TO_CONTINUE;

    private final Connection connection;
    private final MtpSettings settings;
    private final Intake intake;
    private final Peer peer;
    private final Hearing hearing;
    private Scheme scheme = new NoScheme();
    private Step proposed = NONE; // section 3.1: what CONT would set going

    Receiving(Connection connection, MtpSettings settings, Intake intake) {
        this.connection = connection;
        this.settings = settings;
        this.intake = intake;
        this.peer = new Peer(connection.peer().getAddress(), "MTP", ""); // MTP has no HELO
        this.hearing = new Hearing(connection, settings, intake, peer);
    }

    /// @throws IOException when the line breaks; what was accepted stays accepted
    void converse() throws IOException {
        try {
            talk();
        } catch (EOFException _) {
            LOG.debug("{} went in the middle of a text", peer.address());
        } finally {
            become(new NoScheme());
        }
        switch (connection.ending()) {
            case LATE, DRAINING -> say(Reply.notAvailable(intake.host()));
            case OPEN, PEER -> {}
        }
    }

    private void talk() throws IOException {
        say(Reply.ready(intake.host()));
        while (true) {
            switch (connection.line(settings.commandLine() - CRLF, settings.commandTimeout())) {
                case Line.Text(var line) -> {
                    Command command = Command.parse(line);
                    say(answer(command));
                    if (command == Bare.QUIT) return;
                }
                case Line.Stray _ -> say(answer(Bare.STRAY));
                case Line.TooLong _ -> say(answer(Bare.TOO_LONG));
                case Line.Nothing _ -> {
                    return;
                }
            }
        }
    }

    private void say(Reply reply) throws IOException {
        connection.send(reply.toString());
    }

    private Reply answer(Command command) throws IOException {
        Step proposal = proposed;
        proposed = NONE; // all but CONT let it drop
        return switch (command) {
            case Mail(var from, var to) -> mail(new ReversePath.Sender(from), to);
            case MailText(var from) -> mail(new ReversePath.Sender(from));
            case Mrsq(var argument) -> select(argument);
            case Mrcp(var to) -> recipient(to);
            case Help(var subject) -> Reply.help(subject);
            case Bare bare ->
                    switch (bare) {
                        case QUIT -> Reply.farewell(intake.host());
                        case NOOP -> Reply.OKAY;
                        case CONT -> proposal.take();
                        case ABRT -> Reply.ABORTED;
                        case MALFORMED -> Reply.MALFORMED;
                        case UNKNOWN -> Reply.UNKNOWN;
                        case STRAY -> Reply.STRAY;
                        case TOO_LONG -> Reply.LINE_TOO_LONG;
                    };
        };
    }

    /// MAIL with TO (RFC 780 section 3): one message for one mailbox, whatever the scheme.
    private Reply mail(ReversePath from, PathReading to) throws IOException {
        become(scheme.emptied());
        return admit(from, to, path -> post(from, List.of(path)));
    }

    /// MAIL without TO (RFC 780 section 4.2): the scheme says whom the text is for.
    private Reply mail(ReversePath from) throws IOException {
        Scheme before = scheme;
        become(scheme.emptied());
        return switch (before) {
            case RecipientsFirst(var to) when !to.isEmpty() -> post(from, to);
            case TextFirst _, TextHeld _ -> hold(from);
            case NoScheme _, RecipientsFirst _ -> Reply.NULL_RECIPIENT;
        };
    }

    /// MRSQ (RFC 780 section 4.1) resets "no matter what the reply will be"; `?` and refusals leave
    /// the old scheme, emptied.
    private Reply select(String argument) {
        become(scheme.emptied());
        if (argument.length() > 1) return Reply.MALFORMED;
        if (argument.isEmpty()) return use(new NoScheme(), Reply.NO_SCHEME);
        if (argument.equals("?")) return Reply.preferring(settings.preferred());
        if (!settings.offers(argument)) return Reply.NOT_THAT_SCHEME;
        return use(
                argument.equals("R") ? new RecipientsFirst(List.of()) : new TextFirst(),
                Reply.THAT_SCHEME);
    }

    /// MRCP (RFC 780 section 4.3): one more recipient, of the text to come or of the text we hold.
    private Reply recipient(PathReading to) throws IOException {
        return switch (scheme) {
            case NoScheme _ -> Reply.USE_MRSQ;
            case TextFirst _ -> Reply.USE_MAIL;
            case TextHeld(var from, var text) ->
                    admit(from, to, path -> posted(from, List.of(path), text));
            case RecipientsFirst(var stored) when stored.size() >= settings.recipients() ->
                    Reply.TABLE_FULL;
            // who it is from, only MAIL will say
            case RecipientsFirst known ->
                    admit(
                            new ReversePath.Null(),
                            to,
                            path -> use(known.with(path), Reply.NAME_STORED));
        };
    }

    private interface StepFor {
        Reply take(MailPath to) throws IOException;
    }

    /// Takes the step when the recipient is plainly welcome, puts it to the sender, or refuses.
    private Reply admit(ReversePath from, PathReading to, StepFor step) throws IOException {
        return switch (to) {
            case PathReading.Malformed _ -> Reply.BAD_NAME;
            case PathReading.Understood(var path) ->
                    switch (intake.route(peer, from, path)) {
                        case Verdict.Welcome _, Verdict.Accepted _ -> step.take(path);
                        case Verdict.Elsewhere(var mailbox) ->
                                propose(path, mailbox, () -> step.take(path));
                        case Verdict.Trouble trouble -> refused(from, path, Reply.to(trouble));
                    };
        };
    }

    /// Puts it to the sender that the mailbox is elsewhere (RFC 780 section 3.1), but not when it
    /// expects relaying (section 3.2) nor when the reply cannot be sent whole; then we forward
    /// unasked.
    private Reply propose(MailPath path, Mailbox mailbox, Step step) throws IOException {
        Optional<Reply> offer =
                path.route().isEmpty() ? Reply.forwarding(mailbox) : Optional.empty();
        if (offer.isEmpty()) return step.take();
        proposed = step;
        return offer.get();
    }

    private Reply post(ReversePath from, List<MailPath> to) throws IOException {
        Optional<Mailbox> only =
                to.size() == 1 ? Optional.of(to.getFirst().mailbox()) : Optional.empty();
        Hearing.Heard heard = hearing.text(only);
        try (Intake.Text text = heard.text()) {
            return heard.refusal().isPresent()
                    ? refused(text, from, to, Reply.to(heard.refusal().get()))
                    : posted(from, to, text);
        }
    }

    private Reply posted(ReversePath from, List<MailPath> to, Intake.Text text) {
        return switch (intake.post(peer, from, to, text)) {
            case Verdict.Accepted _ -> Reply.SENT;
            case Verdict.Trouble trouble -> refused(text, from, to, Reply.to(trouble));
        };
    }

    /// Text first: its text waits for recipients (RFC 780 section 4.5).
    private Reply hold(ReversePath from) throws IOException {
        Hearing.Heard heard = hearing.text(Optional.empty());
        if (heard.refusal().isEmpty())
            return use(new TextHeld(from, heard.text()), Reply.TEXT_STORED);
        try (Intake.Text text = heard.text()) {
            return refused(text, from, List.of(), Reply.to(heard.refusal().get()));
        }
    }

    private Reply refused(ReversePath from, MailPath to, Reply reply) {
        log("refused", from, List.of(to), reply);
        return reply;
    }

    private Reply refused(Intake.Text text, ReversePath from, List<MailPath> to, Reply reply) {
        log(text.id() + " refused", from, to, reply);
        return reply;
    }

    /// The first word is the queue id, where there is one yet.
    private void log(String event, ReversePath from, List<MailPath> to, Reply reply) {
        LOG.info(
                "{} from={} to={} peer={} protocol=MTP reply=\"{}\"",
                event,
                printable(from.shown()),
                printable(to.toString()),
                TraceField.literal(peer.address()),
                reply);
    }

    private static String printable(String path) {
        return path.replaceAll("[^ -~]", "?"); // a user's name may have control characters
    }

    private Reply use(Scheme next, Reply reply) {
        become(next);
        return reply;
    }

    /// The one place where what is remembered changes, so that a text that is held is let go of.
    private void become(Scheme next) {
        if (scheme instanceof TextHeld(_, var text)) text.close();
        scheme = next;
    }
}
