package org.posthouse.mail;

import module java.base;

/// A message to be sent, and what became of it. To settle a recipient twice is a fault.
public class TestDelivery implements Delivery {
    private static final AtomicLong IDS = new AtomicLong();

    private final MessageId id;
    private final ReversePath from;
    private final List<Recipient> to;
    private final Content content;
    private final Map<Recipient, Outcome> outcomes = new LinkedHashMap<>();

    /// @param text as the characters 0 to 255
    public TestDelivery(ReversePath from, List<MailPath> to, String text) {
        this(from, to, TextContent.of(text));
    }

    public TestDelivery(ReversePath from, List<MailPath> to, Content content) {
        this(new MessageId(IDS.incrementAndGet()), from, to, content);
    }

    private TestDelivery(MessageId id, ReversePath from, List<MailPath> to, Content content) {
        this.id = id;
        this.from = from;
        this.to =
                IntStream.range(0, to.size())
                        .mapToObj(
                                i ->
                                        new Recipient(
                                                i,
                                                to.get(i),
                                                Recipient.Waiting.fresh(Instant.EPOCH)))
                        .collect(Collectors.toCollection(ArrayList::new));
        this.content = content;
    }

    /// Another attempt at the same message.
    public TestDelivery anew() {
        return new TestDelivery(id, from, paths(), content);
    }

    private List<MailPath> paths() {
        return to.stream().map(Recipient::path).toList();
    }

    /// The same under the other's id, as if both were one message.
    public TestDelivery under(TestDelivery other) {
        return new TestDelivery(other.id, from, paths(), content);
    }

    /// The same at another time, when it has been attempted and put off with that status.
    public TestDelivery after(String status) {
        to.replaceAll(
                one ->
                        one.with(
                                new Recipient.Waiting(
                                        1,
                                        Instant.EPOCH,
                                        Optional.empty(),
                                        Optional.of(Diagnosis.ours(status, "once")))));
        return this;
    }

    /// To be attempted once more, as after a broken line.
    public void again() {
        outcomes.clear();
        after("4.4.2");
    }

    /// @param to without angle brackets, a space between them
    /// @param text as the characters 0 to 255
    public static TestDelivery of(String from, String to, String text) {
        return of(from, to, TextContent.of(text));
    }

    /// As [#of(String, String, String)], of another content.
    public static TestDelivery of(String from, String to, Content content) {
        return new TestDelivery(
                from.isEmpty() ? new ReversePath.Null() : new ReversePath.Sender(path(from)),
                Stream.of(to.split(" ")).map(TestDelivery::path).toList(),
                content);
    }

    public static MailPath path(String text) {
        return switch (Rfc780Path.read("<" + text + ">")) {
            case PathReading.Understood(var path) -> path;
            case PathReading.Malformed(var why) -> throw new AssertionError(why);
        };
    }

    @Override
    public Message message() {
        var origin = new Message.Origin(Peer.ourselves("relay.example"), Instant.EPOCH);
        return new Message(id, from, origin, to.size(), content);
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
    public Fit fit(Limits limits) throws IOException {
        Measure measure = content.measure();
        if (measure.longestLine() > limits.textLine())
            return new Fit.Unfit(Diagnosis.ours("5.6.0", "a line is too long"));
        if (measure.width().compareTo(limits.width()) > 0)
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

    public Optional<Outcome> outcome(Recipient recipient) {
        return Optional.ofNullable(outcomes.get(recipient));
    }

    /// The recipients that came to this kind of outcome.
    public Set<String> those(Class<? extends Outcome> kind) {
        return outcomes.entrySet().stream()
                .filter(e -> kind.isInstance(e.getValue()))
                .map(e -> e.getKey().path().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// A line for each recipient, in order: `Foo@Y Delivered 250 Mail sent`.
    public List<String> lines() {
        return to.stream().map(recipient -> recipient.path() + " " + shown(recipient)).toList();
    }

    private String shown(Recipient recipient) {
        return outcome(recipient)
                .map(
                        outcome ->
                                switch (outcome) {
                                    case Outcome.Delivered(_, var reply) -> "Delivered " + reply;
                                    case Outcome.Deferred(var why) -> "Deferred " + shown(why);
                                    case Outcome.Failed(var why) -> "Failed " + shown(why);
                                })
                .orElse("not settled");
    }

    private static String shown(Diagnosis why) {
        return why.status() + " " + why.reply();
    }
}
