package org.posthouse.cli;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Delivery;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Envelope;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Limits;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.ReversePath;

/// A message handed straight to a sender, without a queue: it is delivered now or not at all. Its
/// content is sent as it is or, if the peer cannot take it so, not sent.
final class Posting implements Delivery {
    private static final Outcome UNSETTLED = broken(new IOException("the attempt was broken off"));

    private final Message message;
    private final List<Recipient> to;
    private final Map<Integer, Outcome> outcomes = new HashMap<>();

    Posting(ReversePath from, List<MailPath> to, Content content, String host) {
        Instant now = Instant.now();
        var recipients = new ArrayList<Recipient>();
        for (MailPath path : to) {
            recipients.add(new Recipient(recipients.size(), path, Recipient.Waiting.fresh(now)));
        }
        this.to = new Envelope(from, recipients).recipients();
        this.message =
                new Message(
                        MessageId.of(0, now.toEpochMilli(), 0),
                        from,
                        new Message.Origin(Peer.ourselves(host), now),
                        recipients.size(),
                        content);
    }

    @Override
    public Message message() {
        return message;
    }

    @Override
    public ReversePath from() {
        return message.from();
    }

    @Override
    public List<Recipient> to() {
        return to;
    }

    @Override
    public Optional<MailPath> alias(MailPath path) {
        return Optional.empty();
    }

    @Override
    public Fit fit(Limits limits) {
        Measure measure = message.content().measure();
        if (measure.size() > limits.size())
            return unfit("5.3.4", measure.size() + " octets, the peer takes " + limits.size());
        if (measure.longestLine() > limits.textLine())
            return unfit(
                    "5.6.3",
                    "a line of "
                            + measure.longestLine()
                            + " octets, the peer takes "
                            + limits.textLine());
        if (measure.width().compareTo(limits.width()) > 0)
            return unfit(
                    "5.6.3", words(measure.width()) + ", the peer takes " + words(limits.width()));
        return new Fit.Fits(message.content());
    }

    private static Fit unfit(String status, String words) {
        return new Fit.Unfit(Diagnosis.ours(status, "not sent: the message has " + words));
    }

    private static String words(Measure.Width width) {
        return switch (width) {
            case SEVEN_BIT -> "ASCII only";
            case EIGHT_BIT -> "8-bit text";
            case BINARY -> "a NUL, or a CR without LF";
        };
    }

    @Override
    public void settle(Recipient recipient, Outcome outcome) {
        outcomes.put(recipient.number(), outcome);
    }

    @Override
    public void settleRest(Outcome outcome) {
        for (Recipient recipient : to) outcomes.putIfAbsent(recipient.number(), outcome);
    }

    /// What became of each recipient, in order; to be asked when the attempt is over.
    List<Outcome> outcomes() {
        return to.stream()
                .map(recipient -> outcomes.getOrDefault(recipient.number(), UNSETTLED))
                .toList();
    }

    /// What came of an attempt whose line broke (4.4.2, RFC 3463 section 3.5).
    static Outcome broken(IOException e) {
        return new Outcome.Deferred(Diagnosis.ours("4.4.2", Trouble.reason(e)));
    }
}
