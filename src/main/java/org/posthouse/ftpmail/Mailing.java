package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.ftpmail.Command.Way;
import org.posthouse.ftpmail.Scheme.NoScheme;
import org.posthouse.ftpmail.Scheme.RecipientsFirst;
import org.posthouse.ftpmail.Scheme.TextFirst;
import org.posthouse.ftpmail.Scheme.TextHeld;
import org.posthouse.mail.Intake;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.Peer;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.TraceField;
import org.posthouse.mail.Verdict;
import org.posthouse.wire.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The commands that carry mail: what the peer has said of recipients, and the texts for them.
///
/// All of that is the one value [#scheme], so that a reset is an assignment; all that must outlive
/// the connection lies behind [Intake].
final class Mailing {
    private static final Logger LOG = LoggerFactory.getLogger(FtpmailReceiver.class);

    private final Connection connection;
    private final FtpmailSettings settings;
    private final Intake intake;
    private final Peer peer;
    private final Hearing hearing;
    private final Patience patience;
    private Scheme scheme = new NoScheme();

    Mailing(
            Connection connection,
            FtpmailSettings settings,
            Intake intake,
            Peer peer,
            Hearing hearing,
            Patience patience) {
        this.connection = connection;
        this.settings = settings;
        this.intake = intake;
        this.peer = peer;
        this.hearing = hearing;
        this.patience = patience;
    }

    /// Lets go of all that is remembered.
    void end() {
        become(new NoScheme());
    }

    /// For STAT.
    String shown() {
        return scheme.shown();
    }

    private void say(Reply reply) throws IOException {
        connection.send(reply.toString());
    }

    private Reply reply(Saying saying) {
        return saying.in(settings.replies());
    }

    /// A message for those named, whatever the scheme, which is reset; or, where nobody is, for
    /// those whom the scheme says (RFC 743, "message text specification").
    Reply mail(Way way, String to) throws IOException {
        Scheme before = scheme;
        become(scheme.emptied());
        if (way == Way.TERMINAL) return reply(Saying.NO_TERMINAL);
        if (!to.isEmpty()) return named(way, Ident.read(to, intake.host()));
        return switch (before) {
            case RecipientsFirst(var stored) when !stored.isEmpty() -> post(way, stored);
            case TextFirst _, TextHeld _ -> hold(way);
            case NoScheme _, RecipientsFirst _ -> generalDelivery(way);
        };
    }

    /// "A printer or other designated place for general delivery site mail" (RFC 765).
    private Reply generalDelivery(Way way) throws IOException {
        return settings.generalDelivery().isEmpty()
                ? reply(Saying.NULL_RECIPIENT)
                : named(way, Ident.read(settings.generalDelivery(), intake.host()));
    }

    /// All of them or none: there is one reply for the command.
    private Reply named(Way way, List<PathReading> names) throws IOException {
        var to = new ArrayList<MailPath>();
        for (PathReading name : names) {
            Optional<Reply> refusal = admit(name, to, way != Way.MLFL && names.size() == 1);
            if (refusal.isPresent()) return refusal.get();
        }
        if (to.size() > settings.recipients()) return reply(Saying.TABLE_FULL);
        if (way == Way.TERMINAL_OR_MAILBOX || way == Way.TERMINAL_AND_MAILBOX) noTerminal();
        return post(way, to);
    }

    /// 119 is RFC 765's.
    private void noTerminal() throws IOException {
        if (settings.replies() == Generation.RFC765) say(reply(Saying.WILL_TRY_MAILBOX));
    }

    /// XRSQ resets "no matter what the reply will be" (RFC 743); `?` and refusals leave the old
    /// scheme, emptied.
    Reply select(String argument) {
        become(scheme.emptied());
        if (argument.isEmpty()) return use(new NoScheme(), Saying.NO_SCHEME);
        if (argument.equals("?")) return reply(settings.preferred());
        if (!argument.matches("[RT]") || !settings.offers(argument))
            return reply(Saying.NOT_THAT_SCHEME);
        return use(
                argument.equals("R") ? new RecipientsFirst(List.of()) : new TextFirst(),
                Saying.THAT_SCHEME);
    }

    /// One more recipient, of the text to come or of the text we hold.
    Reply recipient(String name) throws IOException {
        return switch (scheme) {
            case NoScheme _ -> reply(Saying.USE_XRSQ);
            case TextFirst _ -> reply(Saying.USE_MAIL);
            case RecipientsFirst(var stored) when stored.size() >= settings.recipients() ->
                    reply(Saying.TABLE_FULL);
            case RecipientsFirst known ->
                    one(name, path -> use(known.with(path), Saying.NAME_STORED));
            case TextHeld(var from, var text) ->
                    one(name, path -> posted(Way.MAIL, from, List.of(path), text));
        };
    }

    private interface StepFor {
        Reply take(MailPath to);
    }

    private Reply one(String name, StepFor step) throws IOException {
        List<PathReading> names = Ident.read(name, intake.host());
        var to = new ArrayList<MailPath>();
        if (names.size() != 1) return reply(Saying.BAD_NAME); // each has its own reply
        Optional<Reply> refusal = admit(names.getFirst(), to, true);
        return refusal.isPresent() ? refusal.get() : step.take(to.getFirst());
    }

    /// Adds a recipient who is welcome to those there are.
    ///
    /// @param tells whether the peer may hear that his mailbox is elsewhere
    /// @return the refusal of one who is not
    private Optional<Reply> admit(PathReading name, List<MailPath> to, boolean tells)
            throws IOException {
        if (!(name instanceof PathReading.Understood(var path)))
            return Optional.of(reply(Saying.BAD_NAME));
        switch (intake.route(peer, new ReversePath.Null(), path)) { // who it is from: the header
            case Verdict.Welcome _, Verdict.Accepted _ -> {}
            case Verdict.Elsewhere(var mailbox) -> {
                if (tells) forwarding(mailbox);
            }
            case Verdict.Trouble trouble -> {
                Reply refusal = reply(Saying.ofRecipient(trouble));
                log("refused", List.of(path), refusal);
                return Optional.of(refusal);
            }
        }
        to.add(path);
        return Optional.empty();
    }

    /// 151, after which we forward unasked: FTP has no CONT.
    private void forwarding(Mailbox mailbox) throws IOException {
        if (settings.replies() == Generation.RFC765)
            say(Saying.FORWARDING.with(mailbox, settings.replies()));
    }

    private Reply post(Way way, List<MailPath> to) throws IOException {
        Optional<Mailbox> only =
                to.size() == 1 ? Optional.of(to.getFirst().mailbox()) : Optional.empty();
        return switch (hearing.text(way, only)) {
            case Hearing.Lost(var why) -> reply(why);
            case Hearing.Heard heard -> {
                try (Intake.Text text = heard.text()) {
                    yield heard.refusal().isPresent()
                            ? refused(text, to, heard.refusal().get())
                            : posted(way, heard.from(), to, text);
                }
            }
        };
    }

    private Reply posted(Way way, ReversePath from, List<MailPath> to, Intake.Text text) {
        return switch (intake.post(peer, from, to, text)) {
            case Verdict.Accepted _ -> {
                patience.accepted();
                yield reply(way == Way.MLFL ? Saying.DATA_SENT : Saying.MAIL_SENT);
            }
            case Verdict.Trouble trouble -> refused(text, to, trouble);
        };
    }

    /// Text first: its text waits for recipients.
    private Reply hold(Way way) throws IOException {
        return switch (hearing.text(way, Optional.empty())) {
            case Hearing.Lost(var why) -> reply(why);
            case Hearing.Heard(var text, var from, var refusal) when refusal.isEmpty() ->
                    use(
                            new TextHeld(from, text),
                            way == Way.MLFL ? Saying.DATA_STORED : Saying.MAIL_STORED);
            case Hearing.Heard heard -> {
                try (Intake.Text text = heard.text()) {
                    yield refused(text, List.of(), heard.refusal().orElseThrow());
                }
            }
        };
    }

    private Reply refused(Intake.Text text, List<MailPath> to, Verdict.Trouble trouble) {
        Reply reply = reply(Saying.ofText(trouble));
        log(text.id() + " refused", to, reply);
        return reply;
    }

    /// The first word is the queue id, where there is one yet.
    private void log(String event, List<MailPath> to, Reply reply) {
        LOG.info(
                "{} to={} peer={} protocol=FTP reply=\"{}\"",
                event,
                to.toString().replaceAll("[^ -~]", "?"),
                TraceField.literal(peer.address()),
                reply);
    }

    private Reply use(Scheme next, Saying saying) {
        become(next);
        return reply(saying);
    }

    /// The one place where what is remembered changes, so that a text that is held is let go of.
    private void become(Scheme next) {
        if (scheme instanceof TextHeld(_, var text)) text.close();
        scheme = next;
    }
}
