package org.posthouse.dispatch;

import module java.base;

import org.posthouse.gateway.Environment;
import org.posthouse.gateway.Shapes;
import org.posthouse.mail.Content;
import org.posthouse.mail.Delivery;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Limits;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Message;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.ReversePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One attempt at a [Parcel], and what has come of it so far. For the thread of its courier.
final class Consignment implements Delivery, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Consignment.class);

    /// What an attempt says of the hop.
    sealed interface Impression {
        /// It takes mail.
        record Good() implements Impression {}

        /// It talks, but took nothing.
        record Fair() implements Impression {}

        record Bad(String why) implements Impression {}

        /// Nothing: what went wrong was on our side.
        record None() implements Impression {}
    }

    private static final String CLOSING = "421"; // RFC 5321 section 4.2.3, RFC 780 section 5.2

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Parcel parcel;
    private final Aliases aliases;
    private final Originals originals;
    private final SequencedMap<Integer, Outcome> outcomes = new LinkedHashMap<>();
    private final List<Recipient> unwritten = new ArrayList<>();
    private final Set<Integer> done = new HashSet<>(); // delivered, and on record as such
    private final Passage passage;
    private final Onus onus;
    private final Map<Integer, Recipient> ours; // as they are in the queue
    private final List<Recipient> to; // as they are named beyond the hop
    private final Shapes shapes;
    private Instant written;
    private Optional<Outbound.Conversation> over = Optional.empty();
    private Optional<Diagnosis> broken = Optional.empty();
    private boolean ourFault;
    private boolean storeFailed;

    /// @param aliases short paths for those that the hop cannot take
    /// @param originals of messages that leave in another shape
    Consignment(Parcel parcel, Aliases aliases, Originals originals) {
        this.parcel = parcel;
        this.aliases = aliases;
        this.originals = originals;
        this.written = parcel.home().now();
        this.onus = new Onus(parcel.message(), parcel.hop());
        this.passage = new Passage(parcel.hop(), parcel.home().routes().hostNames());
        this.ours =
                parcel.recipients().stream()
                        .collect(Collectors.toUnmodifiableMap(Recipient::number, one -> one));
        this.to =
                parcel.recipients().stream()
                        .map(one -> one.by(passage.path(one.path())).asking(onus.passedOn(one)))
                        .toList();
        this.shapes = shapes();
    }

    Parcel parcel() {
        return parcel;
    }

    @Override
    public Message message() {
        return parcel.message();
    }

    @Override
    public ReversePath from() {
        return passage.path(
                from(parcel.message(), parcel.hop(), parcel.home().routes(), parcel.route()));
    }

    /// A notice has no sender but in MTP, which cannot say so (RFC 780 section 5.1.2); and there a
    /// relay puts itself on the way back, under the name it has there (section 5.1.1, MAIL).
    static ReversePath from(Message message, Hop hop, Routes routes, Route route) {
        ReversePath from = message.from();
        if (!(hop instanceof Hop.Remote remote && remote.scheme().equals("mtp")))
            return from.isNotice() ? new ReversePath.Null() : from;
        return switch (from) {
            case ReversePath.Null() -> new ReversePath.Sender(mtpAt(route.knownAs()));
            case ReversePath.Sender _ when Rfc786.standsFor(message, remote) ->
                    new ReversePath.Sender(Rfc786.gateway(route.knownAs()));
            case ReversePath.Sender(var path) when routes.begins(path) -> from;
            case ReversePath.Sender(var path) ->
                    new ReversePath.Sender(path.through(Names.known(route.knownAs())));
        };
    }

    private static MailPath mtpAt(String host) {
        return MailPath.to(new Mailbox("MTP", Names.known(host)));
    }

    /// Their numbers are those of the parcel's own, which are what is written down.
    @Override
    public List<Recipient> to() {
        return to;
    }

    /// At the name by which that environment knows us, so that mail to it finds us from there.
    @Override
    public Optional<MailPath> alias(MailPath path) throws IOException {
        MailPath correspondent = parcel.home().routes().onward(path);
        try {
            return aliases.name(correspondent)
                    .map(name -> new Mailbox(name, Names.known(parcel.route().knownAs())))
                    .map(MailPath::to);
        } catch (IOException e) {
            storeFailed = true;
            throw e;
        }
    }

    @Override
    public Optional<MailPath> acknowledgeTo() {
        return onus.allAsk(parcel.recipients()) && from() instanceof ReversePath.Sender(var path)
                ? Optional.of(path)
                : Optional.empty();
    }

    /// It goes over this conversation.
    void over(Outbound.Conversation conversation) {
        over = Optional.of(conversation);
    }

    private boolean notifies() {
        return over.filter(Outbound.Conversation::notifies).isPresent();
    }

    /// Whether it is for us to tell the sender that a recipient was served.
    boolean tells(Recipient recipient) {
        return onus.tells(recipient, notifies());
    }

    /// Whether it is for us to acknowledge recipients that were served.
    boolean acknowledges() {
        return onus.acknowledges(notifies());
    }

    private Optional<String> keep() throws IOException {
        Duration time = parcel.route().shape().keepOriginal();
        if (time.isZero()) return Optional.empty();
        originals.keep(message().id(), message().content(), time);
        return Optional.of(message().id() + " at " + parcel.route().knownAs());
    }

    @Override
    public Fit fit(Limits limits) throws IOException {
        try {
            return switch (shapes.fit(limits)) {
                case Fit.Fits(var content) -> new Fit.Fits(watched(content));
                case Fit.Unfit unfit -> unfit;
            };
        } catch (IOException e) {
            storeFailed = true;
            throw e;
        }
    }

    private Content watched(Content content) {
        return new WatchedContent(content, () -> storeFailed = true);
    }

    private Shapes shapes() {
        return new Shapes(
                parcel.message(),
                parcel.message().content(),
                new Environment(
                        parcel.route().shape(),
                        parcel.route().knownAs(),
                        passage.sizes(),
                        passage.names(),
                        this::alias,
                        this::keep));
    }

    /// Lets go of what was made for this attempt.
    @Override
    public void close() {
        try {
            shapes.close();
        } catch (IOException e) {
            LOG.warn("{} a shape could not be removed: {}", message().id(), e.getMessage());
        }
    }

    @Override
    public void settle(Recipient recipient, Outcome outcome) {
        outcomes.put(recipient.number(), outcome);
        if (!(outcome instanceof Outcome.Delivered delivered)) return;
        Recipient served = Objects.requireNonNull(ours.get(recipient.number()));
        if (tells(served) || acknowledges()) return; // written down with the notice of it
        Instant now = parcel.home().now();
        unwritten.add(
                served.with(new Recipient.Delivered(now, delivered.remote(), delivered.reply())));
        if (now.isAfter(written.plus(SOON))) writeDown(now);
    }

    /// Where recipients are served one by one, the first need not wait for the last.
    private void writeDown(Instant now) {
        written = now;
        if (!parcel.home().writeDown(parcel, unwritten)) return;
        unwritten.forEach(recipient -> outcomes.remove(recipient.number()));
        unwritten.forEach(recipient -> done.add(recipient.number()));
        unwritten.clear();
    }

    @Override
    public void settleRest(Outcome outcome) {
        for (Recipient recipient : parcel.recipients())
            if (!done.contains(recipient.number()))
                outcomes.putIfAbsent(recipient.number(), outcome);
    }

    /// The line broke, or we had no more to send on it.
    void broke(String why) {
        if (storeFailed) ourFault = true;
        broken = Optional.of(Diagnosis.ours(storeFailed ? "4.3.0" : "4.4.2", why));
    }

    /// Something of ours did.
    void faulted() {
        ourFault = true;
        broken = Optional.of(Diagnosis.ours("4.3.0", "a fault of this host"));
    }

    /// Whether the conversation came to an end of its own.
    boolean whole() {
        return broken.isEmpty();
    }

    /// Whether the conversation was over before it began with this message.
    boolean untouched() {
        return !ourFault && (whole() ? sentAway() : outcomes.isEmpty() || sentAway());
    }

    private boolean sentAway() {
        return !outcomes.isEmpty()
                && outcomes.values().stream()
                        .allMatch(
                                outcome ->
                                        outcome instanceof Outcome.Deferred(var why)
                                                && why.reply().startsWith(CLOSING));
    }

    Impression impression() {
        if (ourFault) return new Impression.None();
        if (broken.isPresent()) return new Impression.Bad(broken.get().reply());
        if (sentAway())
            return new Impression.Bad(
                    ((Outcome.Deferred) outcomes.firstEntry().getValue()).why().reply());
        boolean took = outcomes.values().stream().anyMatch(o -> !(o instanceof Outcome.Deferred));
        return took ? new Impression.Good() : new Impression.Fair();
    }

    /// Those of whom nothing was said are tried again.
    void deferRest() {
        settleRest(
                new Outcome.Deferred(
                        broken.orElseGet(
                                () -> Diagnosis.ours("4.3.0", "the attempt came to no end"))));
    }

    Optional<Outcome> outcome(Recipient recipient) {
        return Optional.ofNullable(outcomes.get(recipient.number()));
    }
}
