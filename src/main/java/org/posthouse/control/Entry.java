package org.posthouse.control;

import module java.base;

import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Recipient.Delivered;
import org.posthouse.mail.Recipient.Failed;
import org.posthouse.mail.Recipient.Held;
import org.posthouse.mail.Recipient.Waiting;
import org.posthouse.mail.ReversePath;

/// A message in a list of the queue: what a person wants to know of it in a few lines.
///
/// @param attempts the most that any of its open recipients had
/// @param next the earliest attempt to come
/// @param to the first of its open recipients that were asked for, at most [#SHOWN]
/// @param reason why it is still here: of a hold, or of the latest attempt; empty when new
public record Entry(
        MessageId id,
        Instant arrival,
        ReversePath from,
        long size,
        Count count,
        int attempts,
        Optional<Instant> next,
        List<MailPath> to,
        String reason) {
    static final int SHOWN = 10;

    public Entry {
        to = List.copyOf(to);
    }

    /// How many of a message's recipients are in which state.
    public record Count(int waiting, int held, int delivered, int failed) {}

    /// The entry of a message, told from its recipients; nothing when the filter matches none.
    static Optional<Entry> of(Message message, List<Recipient> recipients, Filter filter) {
        List<Recipient> meant = recipients.stream().filter(filter::matches).toList();
        if (meant.isEmpty()) return Optional.empty();
        List<Waiting> waits = meant.stream().map(Entry::waiting).toList();
        return Optional.of(
                new Entry(
                        message.id(),
                        message.origin().arrival(),
                        message.from(),
                        message.content().measure().size(),
                        count(recipients),
                        waits.stream().mapToInt(Waiting::attempts).max().orElse(0),
                        meant.stream()
                                .filter(recipient -> recipient.state() instanceof Waiting)
                                .map(recipient -> waiting(recipient).next())
                                .min(Comparator.naturalOrder()),
                        meant.stream().limit(SHOWN).map(Recipient::path).toList(),
                        meant.stream()
                                .map(Entry::reason)
                                .filter(words -> !words.isEmpty())
                                .findFirst()
                                .orElse("")));
    }

    private static Count count(List<Recipient> recipients) {
        int waiting = 0;
        int held = 0;
        int delivered = 0;
        int failed = 0;
        for (Recipient recipient : recipients) {
            switch (recipient.state()) {
                case Waiting _ -> waiting++;
                case Held _ -> held++;
                case Delivered _ -> delivered++;
                case Failed _ -> failed++;
            }
        }
        return new Count(waiting, held, delivered, failed);
    }

    private static Waiting waiting(Recipient open) {
        return switch (open.state()) {
            case Waiting waiting -> waiting;
            case Held(_, var before) -> before;
            case Delivered _, Failed _ -> throw new IllegalArgumentException("settled: " + open);
        };
    }

    private static String reason(Recipient open) {
        return open.state() instanceof Held(var reason, _)
                ? reason
                : waiting(open).last().map(Entry::words).orElse("");
    }

    /// A diagnosis in one line for people: what was said, and by whom.
    public static String words(Diagnosis why) {
        String words = why.reply().isEmpty() ? why.status() : why.reply();
        return why.remote().isEmpty() ? words : words + " (" + why.remote() + ")";
    }
}
