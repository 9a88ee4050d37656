package org.posthouse.intake;

import module java.base;

import org.posthouse.dispatch.Bounces;
import org.posthouse.mail.Content;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Posted;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Verdict;
import org.posthouse.spool.Draft;
import org.posthouse.spool.Due;
import org.posthouse.spool.Shard;

/// Tells a sender by a notice whom we refused, where his protocol could not (JNT Mail decides about
/// a letter as a whole). The notice is on disk before the letter is acknowledged.
record Refusals(Shard shard, Bounces bounces) {
    /// @param id of the message that was accepted for others
    /// @param measure of its text
    /// @return when the notice is due, if there is to be one: nobody is told of a notice
    List<Due> tell(MessageId id, Posted posted, Message.Origin origin, Measure measure)
            throws IOException {
        if (posted.refused().isEmpty() || posted.from().isNotice()) return List.of();
        Message message =
                shard.find(id)
                        .orElseGet(
                                () ->
                                        new Message(
                                                id,
                                                posted.from(),
                                                posted.reporting(),
                                                origin,
                                                posted.to().size(),
                                                new Gone(measure)));
        Shard.Notice notice = bounces.about(shard, message, failed(posted, origin.arrival()));
        try (Draft draft = notice.text()) {
            MessageId told = shard.accept(draft, notice.envelope(), notice.origin());
            return due(told, notice.envelope().recipients().getFirst());
        }
    }

    /// A message that was delivered before we could look.
    private record Gone(Measure measure) implements Content {
        @Override
        public InputStream open() throws IOException {
            throw new IOException("it is delivered");
        }
    }

    private static List<Due> due(MessageId id, Recipient recipient) {
        return recipient.state() instanceof Recipient.Waiting waiting
                ? List.of(new Due(Due.destination(recipient.path()), waiting.next(), id, 0))
                : List.of();
    }

    private static List<Recipient> failed(Posted posted, Instant now) {
        return posted.refused().entrySet().stream()
                .map(
                        one ->
                                new Recipient(
                                        0,
                                        one.getKey(),
                                        new Recipient.Failed(now, why(one.getValue()))))
                .toList();
    }

    /// In words for somebody elsewhere (RFC 3463 section 3).
    private static Diagnosis why(Verdict.Trouble trouble) {
        return switch (trouble) {
            case BUSY -> Diagnosis.ours("4.2.0", "the mailbox is busy");
            case BROKEN -> Diagnosis.ours("4.3.0", "a fault of this host");
            case NO_ROOM -> Diagnosis.ours("4.3.1", "this host has no room");
            case NO_SUCH_USER -> Diagnosis.ours("5.1.1", "there is no such user here");
            case NO_ROUTE -> Diagnosis.ours("5.1.2", "no way to that host is known here");
            case NO_RELAYING -> Diagnosis.ours("5.7.1", "mail from you to there is not passed on");
            case OVER_QUOTA -> Diagnosis.ours("5.2.2", "the mailbox is full");
            case TOO_BIG -> Diagnosis.ours("5.3.4", "the message is too big");
            case BAD_NAME -> Diagnosis.ours("5.1.3", "that is no name of a mailbox");
            case LOOP -> Diagnosis.ours("5.4.6", "the message goes in circles");
        };
    }
}
