package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Hop;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Message;
import org.posthouse.mail.Notify;
import org.posthouse.mail.Notify.Event;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Request;
import org.posthouse.mail.ReversePath;

/// On whom it is to tell of success: what of a sender's wishes is handed on to a hop, in the words
/// that are known there, and what is left to us.
///
/// RFC 3461 asks with each recipient for a notice to the sender; JNT Mail asks with
/// `Acknowledge-To:` for a letter to anybody. Where an acknowledgement goes to the sender himself,
/// NOTIFY=SUCCESS means the same (RFC 1327 appendix B); where it goes to others, only we can write
/// it.
record Onus(Message message, Hop hop) {
    /// What goes wrong is still to be told, as it is to those who ask for nothing.
    private static final Notify ALL = new Notify.On(EnumSet.allOf(Event.class));

    /// What is asked of the next host for a recipient.
    Request passedOn(Recipient recipient) {
        Request request = recipient.request();
        return acknowledges() && acknowledgesSender() && request.wanted() instanceof Notify.Unsaid
                ? new Request(ALL, request.original())
                : request;
    }

    private boolean acknowledges() {
        return !message.reporting().acknowledgeTo().isEmpty();
    }

    /// Whether the one acknowledgement that is wanted goes the way of a notice.
    private boolean acknowledgesSender() {
        return switch (message.from()) {
            case ReversePath.Null() -> false;
            case ReversePath.Sender(var sender) -> {
                List<Mailbox> to =
                        message.reporting().acknowledgeTo().stream()
                                .map(MailPath::mailbox)
                                .toList();
                yield !message.from().isNotice() && to.equals(List.of(sender.mailbox()));
            }
        };
    }

    /// Whether it is for us to tell the sender that a recipient was served, as he has asked.
    ///
    /// @param notifies whether the next host answers for what was asked of it
    boolean tells(Recipient recipient, boolean notifies) {
        return isAnswered() && recipient.request().on(Event.SUCCESS) && !(remote() && notifies);
    }

    /// Whether it is for us to write the acknowledgement of a recipient that was served. A host of
    /// JNT Mail finds the field in the header and writes its own.
    boolean acknowledges(boolean notifies) {
        return isAnswered()
                && acknowledges()
                && !isJnt()
                && !(remote() && notifies && acknowledgesSender());
    }

    /// Nobody is told of a notice, and what a route discards has reached nobody.
    private boolean isAnswered() {
        return !message.from().isNotice() && !(hop instanceof Hop.Discard);
    }

    private boolean remote() {
        return hop instanceof Hop.Remote;
    }

    private boolean isJnt() {
        return switch (hop) {
            case Hop.Remote remote -> remote.scheme().equals("nimail");
            case Hop.Collect _ -> true; // only hosts of JNT Mail come for theirs
            case Hop.Place _, Hop.Hold _, Hop.Discard _ -> false;
        };
    }

    /// Whether all of these recipients ask to be told of success, so that one field of the header
    /// can ask it for them (RFC 1327 appendix B).
    boolean allAsk(List<Recipient> recipients) {
        return isAnswered() && recipients.stream().allMatch(one -> one.request().on(Event.SUCCESS));
    }
}
