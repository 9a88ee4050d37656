package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Delivery;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Limits;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Measurer;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Rfc5321Path;

/// A message to be sent, and what became of it. To settle a recipient twice is a fault.
final class TestDelivery implements Delivery {
    private final List<Recipient> to;
    private final byte[] octets;
    private final Map<Recipient, Outcome> outcomes = new LinkedHashMap<>();
    private boolean storeFails;

    /// @param to without angle brackets, a space between them
    /// @param text as the characters 0 to 255
    TestDelivery(String to, String text) {
        List<String> paths = List.of(to.split(" "));
        this.to =
                IntStream.range(0, paths.size()).mapToObj(i -> recipient(i, paths.get(i))).toList();
        this.octets = text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// The store fails after the first octets of the text.
    TestDelivery breaking() {
        storeFails = true;
        return this;
    }

    private static Recipient recipient(int number, String path) {
        return new Recipient(number, path(path), Recipient.Waiting.fresh(Instant.EPOCH));
    }

    static MailPath path(String text) {
        return switch (Rfc5321Path.read("<" + text + ">")) {
            case PathReading.Understood(var path) -> path;
            case PathReading.Malformed(var why) -> throw new AssertionError(why);
        };
    }

    private Content content() {
        var measurer = new Measurer();
        measurer.update(octets, 0, octets.length);
        return new Content() {
            @Override
            public Measure measure() {
                return measurer.measure();
            }

            @Override
            public InputStream open() {
                var text = new ByteArrayInputStream(octets);
                return storeFails ? new SequenceInputStream(text, new Failing()) : text;
            }
        };
    }

    private static final class Failing extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the store failed");
        }

        @Override
        public int read(byte[] octets, int offset, int length) throws IOException {
            throw new IOException("the store failed");
        }
    }

    @Override
    public Message message() {
        var origin = new Message.Origin(Peer.ourselves("relay.example"), Instant.EPOCH);
        return new Message(new MessageId(1), from(), origin, to.size(), content());
    }

    @Override
    public ReversePath from() {
        return new ReversePath.Sender(path("waldo@A"));
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
        Content content = content();
        if (content.measure().longestLine() > limits.textLine())
            return new Fit.Unfit(Diagnosis.ours("5.6.0", "a line is too long"));
        if (content.measure().width().compareTo(limits.width()) > 0)
            return new Fit.Unfit(Diagnosis.ours("5.6.3", "not ASCII"));
        return new Fit.Fits(content);
    }

    @Override
    public void settle(Recipient recipient, Outcome outcome) {
        if (!to.contains(recipient)) throw new AssertionError("not asked for: " + recipient);
        Outcome before = outcomes.putIfAbsent(recipient, outcome);
        if (before != null)
            throw new AssertionError(recipient.path() + " settled twice: " + before + outcome);
    }

    @Override
    public void settleRest(Outcome outcome) {
        to.forEach(recipient -> outcomes.putIfAbsent(recipient, outcome));
    }

    Optional<Outcome> outcome(Recipient recipient) {
        return Optional.ofNullable(outcomes.get(recipient));
    }

    /// A line for each recipient, in order: `Foo@Y Delivered 250 Mail sent`.
    List<String> lines() {
        return to.stream().map(recipient -> recipient.path() + " " + shown(recipient)).toList();
    }

    private String shown(Recipient recipient) {
        return outcome(recipient).map(TestDelivery::shown).orElse("not settled");
    }

    private static String shown(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered(_, var reply) -> "Delivered " + reply;
            case Outcome.Deferred(var why) -> "Deferred " + why.status() + " " + why.reply();
            case Outcome.Failed(var why) -> "Failed " + why.status() + " " + why.reply();
        };
    }
}
