package org.posthouse.dispatch;

import module java.base;

import org.posthouse.conf.Conf;
import org.posthouse.conf.Query;
import org.posthouse.intake.CollectingHost;
import org.posthouse.mail.Delivery;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Envelope;
import org.posthouse.mail.Hop;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Rfc780Path;
import org.posthouse.spool.Due;

/// A dispatcher with a queue in memory, hops that do what the test says, and a clock that the test
/// moves.
final class Post implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final Query MTP =
            Query.of(Map.of("nimail-from", Query.word("gateway", "author")));
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /// What a hop does with a message. Throwing breaks the line.
    interface Behaviour {
        void take(Delivery delivery) throws IOException;
    }

    /// A message as a hop saw it.
    record Seen(String hop, MessageId id, String from, List<String> to, int conversation) {}

    private static final Behaviour TAKES =
            delivery -> delivery.settleRest(new Outcome.Delivered("there", "250 OK"));

    final MemoryShard shard = new MemoryShard();
    final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
    final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    final Map<String, String> unreachable = new ConcurrentHashMap<>();
    final AtomicInteger conversations = new AtomicInteger();
    final AtomicInteger farewells = new AtomicInteger();
    final AtomicInteger underWay = new AtomicInteger();
    private volatile Instant now = START;
    final Dispatcher dispatcher;
    String protocol = "ESMTP";
    volatile Reporting reporting = Reporting.NONE; // what the sender of the next message asks for
    final Map<String, Request> requests = new ConcurrentHashMap<>(); // by recipient
    volatile boolean notifies; // whether hosts answer for what is asked

    Post(String toml) {
        this(toml, DispatchSettings.defaults());
    }

    Post(String toml, DispatchSettings settings) {
        Outbound sender = this::converse;
        dispatcher =
                new Dispatcher(
                        shard,
                        routes(toml),
                        Map.of("smtp", sender, "mtp", sender, "nimail", sender, "maildir", sender),
                        settings,
                        new KnownHosts(shard.registers, HostSettings.defaults(), () -> now),
                        new Aliases(shard.registers, AliasSettings.defaults(), () -> now),
                        new Originals(Path.of("/nowhere"), () -> now),
                        () -> now,
                        () -> 0L); // a tenth less than the route says
    }

    static Routes routes(String toml) {
        Conf conf = Conf.parse("t.toml", toml);
        Routes routes =
                Routes.from(
                        conf.root(),
                        Names.from(conf.root()),
                        Path.of("/data"),
                        List.of(
                                Scheme.host("smtp", Query.NONE),
                                Scheme.host("mtp", MTP),
                                Scheme.host("nimail", Query.NONE),
                                Scheme.place("maildir")),
                        DispatchSettings.defaults());
        var _ = CollectingHost.from(conf.root().table("collect"));
        if (!conf.mistakes().isEmpty()) throw new AssertionError(conf.mistakes());
        return routes;
    }

    private Outbound.Conversation converse(Hop hop, String knownAs) throws IOException {
        int number = conversations.incrementAndGet();
        String refusal = unreachable.get(hop.url());
        if (refusal != null) throw new ConnectException(refusal);
        return new Outbound.Conversation() {
            private volatile boolean usable = true;

            @Override
            public void deliver(Delivery delivery) throws IOException {
                underWay.incrementAndGet();
                try {
                    behaviours.getOrDefault(hop.url(), TAKES).take(delivery);
                } catch (IOException e) {
                    usable = false;
                    throw e;
                } finally {
                    underWay.decrementAndGet();
                    List<String> to = delivery.to().stream().map(r -> r.path().toString()).toList();
                    seen.add(
                            new Seen(
                                    hop.url(),
                                    delivery.message().id(),
                                    delivery.from().shown(),
                                    to,
                                    number));
                }
            }

            @Override
            public boolean notifies() {
                return notifies;
            }

            @Override
            public boolean usable() {
                return usable;
            }

            @Override
            public void close() {
                farewells.incrementAndGet();
            }
        };
    }

    static Behaviour defers(String reply) {
        return delivery ->
                delivery.settleRest(new Outcome.Deferred(new Diagnosis("4.2.0", "there", reply)));
    }

    static Behaviour fails(String reply) {
        return delivery ->
                delivery.settleRest(new Outcome.Failed(new Diagnosis("5.1.1", "there", reply)));
    }

    Post start() {
        dispatcher.start();
        return this;
    }

    /// Puts a message into the queue without a word to the dispatcher.
    MessageId queue(String from, String... to) throws IOException {
        return queue("Subject: a letter\r\n\r\nHello\r\n", from, to);
    }

    MessageId queue(String text, String from, String[] to) throws IOException {
        Instant when = now;
        var recipients = new ArrayList<Recipient>();
        for (String path : to)
            recipients.add(
                    new Recipient(
                            recipients.size(),
                            path(path),
                            requests.getOrDefault(path, Request.NONE),
                            Recipient.Waiting.fresh(when)));
        boolean full = shard.noRoom;
        shard.noRoom = false;
        try (var draft = shard.draft()) {
            byte[] octets = text.getBytes(StandardCharsets.UTF_8);
            draft.write(octets, 0, octets.length);
            var origin =
                    new Message.Origin(
                            new Peer(InetAddress.getLoopbackAddress(), protocol, "peer"), when);
            return shard.accept(draft, new Envelope(reverse(from), reporting, recipients), origin);
        } finally {
            shard.noRoom = full;
        }
    }

    /// Accepts a message as intake does.
    MessageId accept(String from, String... to) throws IOException {
        MessageId id = queue(from, to);
        announce(id);
        return id;
    }

    void announce(MessageId id) {
        var due = new ArrayList<Due>();
        for (Recipient recipient : shard.recipients(id))
            if (recipient.state() instanceof Recipient.Waiting waiting)
                due.add(
                        new Due(
                                Due.destination(recipient.path()),
                                waiting.next(),
                                id,
                                recipient.number()));
        dispatcher.added(due);
    }

    static ReversePath reverse(String from) {
        return from.equals("<>") ? new ReversePath.Null() : new ReversePath.Sender(path(from));
    }

    static MailPath path(String text) {
        return ((PathReading.Understood) Rfc780Path.read("<" + text + ">")).path();
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
        dispatcher.wake();
    }

    Recipient.State state(MessageId id, int number) {
        return shard.recipient(id, number).map(Recipient::state).orElseThrow();
    }

    /// Waits until it is so.
    static void await(String what, BooleanSupplier so) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("never came: " + what);
            LockSupport.parkNanos(1_000_000);
        }
    }

    void awaitGone(MessageId id) {
        await(id + " gone", () -> shard.recipients(id).isEmpty());
    }

    void awaitSeen(int count) {
        await(count + " attempts, not " + seen.size(), () -> seen.size() >= count);
    }

    /// Waits until a recipient has been attempted that often.
    Recipient.Waiting awaitAttempts(MessageId id, int number, int attempts) {
        await(
                attempts + " attempts of " + id,
                () ->
                        state(id, number) instanceof Recipient.Waiting waiting
                                && waiting.attempts() >= attempts);
        return (Recipient.Waiting) state(id, number);
    }

    /// Waits until the dispatcher has let go of all it took up.
    void awaitRest() {
        await("rest", () -> dispatcher.held() == 0);
    }

    /// What is known of a hop. Of one that nothing is to be known of, the dispatcher may forget
    /// all.
    Optional<HopView> known(String url) {
        return dispatcher.hops().stream().filter(hop -> hop.url().equals(url)).findFirst();
    }

    HopView hop(String url) {
        return known(url).orElseThrow();
    }

    void awaitHop(String what, String url, Predicate<HopView> so) {
        await(what, () -> known(url).filter(so).isPresent());
    }

    @Override
    public void close() {
        dispatcher.close();
    }
}
