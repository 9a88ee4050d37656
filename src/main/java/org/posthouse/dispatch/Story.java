package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.MessageId;
import org.posthouse.mail.Recipient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the log what became of messages: a line for each recipient, with the queue id first.
final class Story {
    private static final Logger LOG = LoggerFactory.getLogger(Story.class);

    private Story() {}

    static void tell(Settlement settlement, Optional<MessageId> notice) {
        Parcel parcel = settlement.parcel();
        tell(parcel, settlement.states());
        notice.ifPresent(
                about ->
                        LOG.info(
                                "{} notice to={} about={}",
                                about,
                                parcel.message().from().shown(),
                                parcel.message().id()));
    }

    static void acknowledged(Settlement settlement, MessageId letter) {
        LOG.info("{} acknowledgement about={}", letter, settlement.parcel().message().id());
    }

    static void tell(Parcel parcel, List<Recipient> recipients) {
        if (!LOG.isInfoEnabled()) return;
        MessageId id = parcel.message().id();
        for (Recipient recipient : recipients) {
            switch (recipient.state()) {
                case Recipient.Delivered(_, _, var reply) ->
                        LOG.info(
                                "{} delivered to=<{}> hop={} reply=\"{}\"",
                                id,
                                recipient.path(),
                                parcel.hop().url(),
                                reply);
                case Recipient.Waiting(var attempts, var next, _, var last) ->
                        LOG.info(
                                "{} deferred to=<{}> hop={} attempts={} next={} reason=\"{}\"",
                                id,
                                recipient.path(),
                                parcel.hop().url(),
                                attempts,
                                next.truncatedTo(ChronoUnit.SECONDS),
                                last.map(Story::words).orElse(""));
                case Recipient.Failed(_, var why) ->
                        LOG.warn(
                                "{} failed to=<{}> hop={} reason=\"{}\"",
                                id,
                                recipient.path(),
                                parcel.hop().url(),
                                words(why));
                case Recipient.Held(var reason, _) ->
                        LOG.warn("{} held to=<{}> reason=\"{}\"", id, recipient.path(), reason);
            }
        }
    }

    private static String words(org.posthouse.mail.Diagnosis why) {
        return why.remote().isEmpty() ? why.reply() : why.remote() + ": " + why.reply();
    }
}
