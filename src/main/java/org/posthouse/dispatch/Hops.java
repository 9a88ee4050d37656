package org.posthouse.dispatch;

import module java.base;

import org.jspecify.annotations.Nullable;
import org.posthouse.mail.Delivery;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.Outcome;

/// All the next hops that are in use, each with its [HopQueue].
final class Hops {
    /// The hop of mail that no route leads anywhere.
    static final Hop NOWHERE = new Hop.Place("no-route", "*");

    private final Map<String, Outbound> senders;
    private final DispatchSettings settings;
    private final InstantSource clock;
    private final KnownHosts known;
    private final Aliases aliases;
    private final Originals originals;
    private final Consumer<Hop> whenRecovered;
    private final Map<HopQueue.Key, HopQueue> queues = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private volatile boolean cut;

    /// @param senders by scheme
    /// @param whenRecovered told of a hop that was down and takes mail again
    Hops(
            Map<String, Outbound> senders,
            DispatchSettings settings,
            InstantSource clock,
            KnownHosts known,
            Aliases aliases,
            Originals originals,
            Consumer<Hop> whenRecovered) {
        this.senders = Map.copyOf(senders);
        this.settings = settings;
        this.clock = clock;
        this.known = known;
        this.aliases = aliases;
        this.originals = originals;
        this.whenRecovered = whenRecovered;
    }

    InstantSource clock() {
        return clock;
    }

    /// What was learnt of them.
    KnownHosts known() {
        return known;
    }

    Aliases aliases() {
        return aliases;
    }

    Originals originals() {
        return originals;
    }

    DispatchSettings settings() {
        return settings;
    }

    void recovered(Hop hop) {
        whenRecovered.accept(hop);
    }

    private static HopQueue.Key key(Route route, int leg) {
        return new HopQueue.Key(route.hops().get(leg).url(), route.knownAs());
    }

    /// The queue that mail on this route would enter now: of its first hop that is not down, else
    /// of its first. Nothing, if that one is not in use.
    Optional<HopQueue> towards(Route route) {
        return Optional.ofNullable(queues.get(key(route, firstUp(route, 0).orElse(0))));
    }

    /// The first hop from `leg` on that is not known to be down.
    OptionalInt firstUp(Route route, int leg) {
        return IntStream.range(leg, route.hops().size())
                .filter(i -> up(queues.get(key(route, i))))
                .findFirst();
    }

    private static boolean up(@Nullable HopQueue queue) {
        return queue == null || queue.down().isEmpty();
    }

    /// Puts a parcel into the queue of its hop.
    void offer(Parcel parcel) {
        queues.compute(
                key(parcel.route(), parcel.leg()),
                (key, present) -> {
                    HopQueue queue = present == null ? made(key, parcel.hop()) : present;
                    queue.offer(parcel);
                    return queue;
                });
    }

    private HopQueue made(HopQueue.Key key, Hop hop) {
        var queue = new HopQueue(key, hop, sender(hop), this);
        if (closed) queue.close();
        return queue;
    }

    private Outbound sender(Hop hop) {
        Outbound none = (_, _) -> new NoSender(hop);
        return switch (hop) {
            case Hop.Remote remote -> senders.getOrDefault(remote.scheme(), none);
            case Hop.Place(var name, _) -> senders.getOrDefault(name, none);
            case Hop.Hold(), Hop.Discard(), Hop.Collect(_) -> none;
        };
    }

    /// Parcels that wait, taken out of all queues.
    List<Parcel> empty() {
        return queues.values().stream().flatMap(queue -> queue.empty().stream()).toList();
    }

    Stream<HopQueue> queues() {
        return queues.values().stream();
    }

    /// Ends conversations that were idle too long, and forgets hops that nothing is to be known of.
    void sweep() {
        Instant idleSince = clock.instant().minus(settings.idle());
        for (HopQueue.Key key : queues.keySet()) {
            queues.computeIfPresent(key, (_, queue) -> queue.sweep(idleSince) ? queue : null);
        }
    }

    /// No more attempts.
    void close() {
        closed = true;
        queues.values().forEach(HopQueue::close);
    }

    /// Attempts at this moment.
    int active() {
        return queues.values().stream().mapToInt(HopQueue::active).sum();
    }

    /// Ends the attempts under way, after [#close]: those of whom nothing is known by then stay as
    /// they were.
    void interrupt() {
        cut = true;
        queues.values().forEach(HopQueue::interrupt);
    }

    boolean cut() {
        return cut;
    }

    /// Stands in where there is no sender, where there is no route, and where a host is to come.
    private record NoSender(Hop hop) implements Outbound.Conversation {
        @Override
        public void deliver(Delivery delivery) {
            String words =
                    switch (hop) {
                        case Hop.Collect(var name) -> "waits for " + name + " to call for it";
                        case Hop _ when hop.equals(NOWHERE) ->
                                "no route to " + delivery.to().getFirst().path().next().key();
                        case Hop _ -> "no sender for " + hop.url();
                    };
            delivery.settleRest(new Outcome.Deferred(Diagnosis.ours("4.4.4", words)));
        }

        @Override
        public boolean usable() {
            return true;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
