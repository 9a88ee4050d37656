package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.Intake;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.Peer;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Verdict;
import org.posthouse.mtp.Dialect.Occasion;
import org.posthouse.mtp.Refusals.Refusal;
import org.posthouse.mtp.Scheme.NoScheme;
import org.posthouse.mtp.Scheme.RecipientsFirst;
import org.posthouse.mtp.Scheme.TextFirst;
import org.posthouse.mtp.Scheme.TextHeld;

/// What MAIL, MRSQ and MRCP do in one conversation, and what CONT sets going (RFC 780 sections 3
/// and 4).
///
/// All that the sender has said so far is the one value [#scheme], so that a reset is an
/// assignment; all that must outlive the connection lies behind [Intake].
final class Mailing implements AutoCloseable {
    /// What is done once the recipient is settled.
    private interface Step {
        Reply take() throws IOException;
    }

    private interface StepFor {
        Reply take(MailPath to) throws IOException;
    }

    private static final Step NONE = () -> Reply.NOTHING_TO_CONTINUE;
    private static final ReversePath ONLY_MAIL_WILL_SAY = new ReversePath.Null();

    private final Hearing hearing;
    private final Replies replies;
    private final MtpSettings settings;
    private final Intake intake;
    private final Peer peer;
    private final Patience patience;
    private final Refusals refusals;
    private Scheme scheme = new NoScheme();
    private Step proposed = NONE; // section 3.1: what CONT would set going

    Mailing(
            Hearing hearing,
            Replies replies,
            MtpSettings settings,
            Intake intake,
            Peer peer,
            Patience patience) {
        this.hearing = hearing;
        this.replies = replies;
        this.settings = settings;
        this.intake = intake;
        this.peer = peer;
        this.patience = patience;
        this.refusals = new Refusals(settings.dialect(), peer);
    }

    /// CONT (RFC 780 section 3.1).
    Reply goOn() throws IOException {
        Step step = proposed;
        proposed = NONE;
        return step.take();
    }

    void drop() {
        proposed = NONE;
    }

    /// MAIL with TO (RFC 780 section 3): one message for one mailbox, whatever the scheme.
    Reply mail(MailPath from, PathReading to) throws IOException {
        become(scheme.emptied());
        var sender = new ReversePath.Sender(from);
        return admit(sender, to, Occasion.MAIL, path -> post(sender, List.of(path), named(to)));
    }

    /// For the trace: whom the sender named, even if it is the operator who gets it.
    private static Optional<Mailbox> named(PathReading to) {
        return switch (to) {
            case PathReading.Understood(var path) -> Optional.of(path.mailbox());
            case PathReading.Malformed _ -> Optional.empty();
        };
    }

    /// MAIL without TO (RFC 780 section 4.2): the scheme says whom the text is for. Recipients
    /// first, but none yet, is "exactly as a normal MAIL with a null recipient" (section 4.4).
    Reply mailText(MailPath from) throws IOException {
        Scheme before = scheme;
        become(scheme.emptied());
        var sender = new ReversePath.Sender(from);
        return switch (before) {
            case RecipientsFirst(var to) when !to.isEmpty() -> post(sender, to, only(to));
            case TextFirst _, TextHeld _ -> hold(sender);
            case NoScheme _, RecipientsFirst _ -> general(sender);
        };
    }

    /// MAIL with an empty TO: general delivery in any scheme (RFC 780 section 5.1.1).
    Reply mailGeneral(MailPath from) throws IOException {
        become(scheme.emptied());
        return general(new ReversePath.Sender(from));
    }

    /// The operator of this host has named the mailbox: it is judged as for mail of our own, and
    /// whether it is elsewhere is nothing to the sender.
    private Reply general(ReversePath from) throws IOException {
        if (settings.generalDelivery().isEmpty()) return Reply.NULL_RECIPIENT;
        MailPath path = MailPath.to(settings.generalDelivery().get());
        return switch (intake.route(Peer.ourselves(intake.host()), from, path)) {
            case Verdict.Welcome _, Verdict.Accepted _, Verdict.Elsewhere _ ->
                    post(from, List.of(path), Optional.empty());
            case Verdict.Trouble trouble ->
                    refusals.of(new Refusal(trouble, Occasion.MAIL), from, path);
        };
    }

    /// MRSQ (RFC 780 section 4.1) resets "no matter what the reply will be"; `?` and refusals leave
    /// the old scheme, emptied.
    Reply select(String argument) {
        if (!settings.hasSchemes()) return Reply.NOT_IMPLEMENTED;
        become(scheme.emptied());
        if (argument.length() > 1) return Reply.MALFORMED;
        if (argument.isEmpty()) return use(new NoScheme(), Reply.NO_SCHEME);
        if (argument.equals("?")) return Reply.preferring(settings.preferred());
        if (!settings.offers(argument))
            return replies.refusal(Reply.NOT_THAT_SCHEME, Occasion.MRSQ);
        return use(
                argument.equals("R") ? new RecipientsFirst(List.of()) : new TextFirst(),
                Reply.THAT_SCHEME);
    }

    /// MRCP (RFC 780 section 4.3): one more recipient, of the text to come or of the text we hold.
    Reply recipient(PathReading to) throws IOException {
        return switch (scheme) {
            case NoScheme _ -> settings.hasSchemes() ? Reply.USE_MRSQ : Reply.NOT_IMPLEMENTED;
            case TextFirst _ -> Reply.USE_MAIL;
            case TextHeld(var from, var text) ->
                    admit(from, to, Occasion.MRCP, path -> postHeld(from, path, text));
            case RecipientsFirst(var stored) when stored.size() >= settings.recipients() ->
                    Reply.TABLE_FULL;
            case RecipientsFirst known ->
                    admit(
                            ONLY_MAIL_WILL_SAY,
                            to,
                            Occasion.MRCP,
                            path -> use(known.with(path), Reply.NAME_STORED));
        };
    }

    /// Takes the step when the recipient is plainly welcome, puts it to the sender, or refuses.
    private Reply admit(ReversePath from, PathReading to, Occasion occasion, StepFor step)
            throws IOException {
        return switch (to) {
            case PathReading.Malformed _ -> Reply.BAD_NAME;
            case PathReading.Understood(var path) ->
                    switch (intake.route(peer, from, path)) {
                        case Verdict.Welcome _, Verdict.Accepted _ -> step.take(path);
                        case Verdict.Elsewhere(var mailbox) ->
                                forward(path, mailbox, () -> step.take(path));
                        case Verdict.Trouble trouble
                                when trouble == Verdict.Trouble.NO_SUCH_USER
                                        && offersOperator(path) ->
                                propose(Reply.BY_OPERATOR, () -> toOperator(from, path, step));
                        case Verdict.Trouble trouble ->
                                refusals.of(new Refusal(trouble, occasion), from, path);
                    };
        };
    }

    /// Puts it to the sender that the mailbox is elsewhere (RFC 780 section 3.1), but not when it
    /// expects relaying (section 3.2) nor when the reply cannot be sent whole; then we forward
    /// unasked.
    private Reply forward(MailPath path, Mailbox mailbox, Step step) throws IOException {
        Optional<Reply> offer =
                path.route().isEmpty() && settings.dialect() != Dialect.AUTO
                        ? Reply.forwarding(mailbox)
                        : Optional.empty();
        return offer.isPresent() ? propose(offer.get(), step) : step.take();
    }

    /// A relay is refused rather than given to the operator (RFC 780 section 3.2), and so is a user
    /// unknown where nothing may be proposed.
    private boolean offersOperator(MailPath path) {
        return settings.operator().isPresent()
                && path.route().isEmpty()
                && settings.dialect() != Dialect.AUTO;
    }

    private Reply toOperator(ReversePath from, MailPath to, StepFor step) throws IOException {
        refusals.givenToOperator(from, to);
        return step.take(MailPath.to(settings.operator().orElseThrow()));
    }

    /// RFC 780 section 3.1 waits for CONT. RFC 772 has no such command: the preliminary reply is
    /// followed by the next one, and a sender that does not like it closes the connection.
    private Reply propose(Reply offer, Step step) throws IOException {
        if (settings.dialect() == Dialect.RFC772) {
            replies.say(offer);
            return step.take();
        }
        proposed = step;
        return offer;
    }

    private static Optional<Mailbox> only(List<MailPath> to) {
        return to.size() == 1 ? Optional.of(to.getFirst().mailbox()) : Optional.empty();
    }

    /// @param only whom the text is for, where it is for one
    private Reply post(ReversePath from, List<MailPath> to, Optional<Mailbox> only)
            throws IOException {
        Hearing.Heard heard = hearing.text(only);
        try (Intake.Text text = heard.text()) {
            return heard.refusal().isPresent()
                    ? refusals.of(heard.refusal().get(), text, from, to)
                    : posted(from, to, text, Occasion.TEXT);
        }
    }

    /// RFC 772's appendix B has 250 for a mailbox and 200 for what is forwarded along a route.
    private Reply postHeld(ReversePath from, MailPath to, Intake.Text text) {
        Reply reply = posted(from, List.of(to), text, Occasion.MRCP);
        boolean routed = settings.dialect() == Dialect.RFC772 && !to.route().isEmpty();
        return routed && reply.code() == 250 ? reply.withCode(200) : reply;
    }

    private Reply posted(ReversePath from, List<MailPath> to, Intake.Text text, Occasion occasion) {
        return switch (intake.post(peer, from, to, text)) {
            case Verdict.Accepted(var id) -> {
                patience.accepted();
                yield Reply.sent(id);
            }
            case Verdict.Trouble trouble ->
                    refusals.of(new Refusal(trouble, occasion), text, from, to);
        };
    }

    /// Text first: its text waits for recipients (RFC 780 section 4.5).
    private Reply hold(ReversePath from) throws IOException {
        Hearing.Heard heard = hearing.text(Optional.empty());
        if (heard.refusal().isEmpty())
            return use(new TextHeld(from, heard.text()), Reply.TEXT_STORED);
        try (Intake.Text text = heard.text()) {
            return refusals.of(heard.refusal().get(), text, from, List.of());
        }
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

    @Override
    public void close() {
        become(new NoScheme());
    }
}
