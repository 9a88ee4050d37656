package org.posthouse.local;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Delivery;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Host;
import org.posthouse.mail.Limits;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.TextContent;

/// A message for some users, and what became of each copy.
final class Copies implements Delivery {
    private static final Host HERE = new Host.Name("here.example");

    private final ReversePath from;
    private final List<Recipient> to;
    private final Fit fit;
    final Map<String, Outcome> outcomes = new ConcurrentSkipListMap<>();

    private Copies(ReversePath from, List<Recipient> to, Fit fit) {
        this.from = from;
        this.to = to;
        this.fit = fit;
    }

    static Copies of(Content content, String... users) {
        return of(new Fit.Fits(content), users);
    }

    static Copies of(Fit fit, String... users) {
        var to = new ArrayList<Recipient>();
        for (String user : users)
            to.add(
                    new Recipient(
                            to.size(),
                            MailPath.to(new Mailbox(user, HERE)),
                            Recipient.Waiting.fresh(Instant.EPOCH)));
        var sender = new Mailbox("sender", new Host.Name("there.example"));
        return new Copies(new ReversePath.Sender(MailPath.to(sender)), to, fit);
    }

    Copies from(ReversePath path) {
        return new Copies(path, to, fit);
    }

    /// A content that is read in one piece.
    static Content whole(byte[] octets) {
        return TextContent.of(octets);
    }

    /// A content whose stream gives its octets a few at a time.
    static Content content(byte[] octets) {
        return TextContent.of(
                octets,
                () ->
                        new ByteArrayInputStream(octets) {
                            @Override
                            public synchronized int read(byte[] into, int offset, int length) {
                                return super.read(into, offset, Math.min(length, 1 + pos % 7));
                            }
                        });
    }

    static Content content(String octets) {
        return content(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// A content whose store fails in the middle.
    static Content broken() {
        return TextContent.breaking("0123456789");
    }

    @Override
    public Message message() {
        Content content = fit instanceof Fit.Fits(var fits) ? fits : content("");
        return new Message(
                MessageId.of(0, 1, 1),
                from,
                new Message.Origin(Peer.ourselves("here.example"), Instant.EPOCH),
                to.size(),
                content);
    }

    @Override
    public ReversePath from() {
        return from;
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
        return fit;
    }

    @Override
    public void settle(Recipient recipient, Outcome outcome) {
        outcomes.put(recipient.path().mailbox().user(), outcome);
    }

    @Override
    public void settleRest(Outcome outcome) {
        to.forEach(recipient -> outcomes.putIfAbsent(recipient.path().mailbox().user(), outcome));
    }
}
