package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Hop;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Outbound;
import org.posthouse.spool.Due;
import org.posthouse.spool.Shard;
import org.posthouse.spool.Spool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees to it that what is in the queue leaves it: attempts what is due, and writes down what came
/// of it.
///
/// The queue is on disk; memory has a window of it, which does not grow with the queue. Who has a
/// million messages waiting takes no more of the window than leaves room for all others.
public final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private static final Duration PATIENCE = Duration.ofSeconds(30); // of a host that has come

    private final Spool spool;
    private final DispatchSettings settings;
    private final Hops hops;
    private final IdentityHashMap<Shard, Agenda> agendas = new IdentityHashMap<>();
    private volatile Routes routes;

    /// @param senders by the schemes of their hops
    /// @param known what was learnt of those hops
    /// @param aliases short paths for those that a hop cannot take
    /// @param originals of messages that leave in another shape
    public Dispatcher(
            Spool spool,
            Routes routes,
            Map<String, Outbound> senders,
            DispatchSettings settings,
            KnownHosts known,
            Aliases aliases,
            Originals originals) {
        this(
                spool,
                routes,
                senders,
                settings,
                known,
                aliases,
                originals,
                InstantSource.system(),
                () -> ThreadLocalRandom.current().nextLong());
    }

    /// @param random for many threads
    Dispatcher(
            Spool spool,
            Routes routes,
            Map<String, Outbound> senders,
            DispatchSettings settings,
            KnownHosts known,
            Aliases aliases,
            Originals originals,
            InstantSource clock,
            RandomGenerator random) {
        this.spool = spool;
        this.routes = routes;
        this.settings = settings;
        this.hops = new Hops(senders, settings, clock, known, aliases, originals, this::recovered);
        int window = Math.max(1, settings.window() / spool.shards().size());
        for (Shard shard : spool.shards())
            agendas.put(shard, new Agenda(shard, hops, () -> this.routes, random, window));
    }

    /// Finds what is due and begins to send it.
    public void start() {
        agendas.values().forEach(Agenda::start);
    }

    /// To be told after messages were accepted, and after recipients became due in any other way
    /// than by an attempt. Never waits.
    public void added(Collection<Due> entries) {
        if (entries.isEmpty()) return;
        var byShard = new IdentityHashMap<Shard, List<Due>>();
        for (Due due : entries)
            spool.holding(due.id())
                    .ifPresent(s -> byShard.computeIfAbsent(s, _ -> new ArrayList<>()).add(due));
        byShard.forEach((shard, list) -> agenda(shard).ifPresent(agenda -> agenda.added(list)));
    }

    private Optional<Agenda> agenda(Shard shard) {
        return Optional.ofNullable(agendas.get(shard));
    }

    private void recovered(Hop hop) {
        LOG.info("hop={} takes mail again", hop.url());
        agendas.values().forEach(agenda -> agenda.recovered(hop));
    }

    /// Makes due now all that waits, or all that waits for one destination, and forgets which hops
    /// were down. What is deferred again after that waits as usual.
    ///
    /// @param destination a host's name as the queue lists it
    public void flush(Optional<String> destination) {
        hops.queues().forEach(HopQueue::unpause);
        Optional<String> key = destination.map(name -> name.toLowerCase(Locale.ROOT));
        agendas.values().forEach(agenda -> agenda.flush(key));
    }

    /// Lends a host that has come for its mail the next message that waits for it.
    ///
    /// @param only the message that is meant, if it is a certain one
    /// @throws IOException when that cannot be found out
    public Optional<org.posthouse.mail.Collection.Lent> lend(
            Hop.Collect hop, Optional<MessageId> only) throws IOException {
        for (Agenda agenda : agendas.values()) {
            Optional<Parcel> parcel = await(agenda.wish(hop, only));
            if (parcel.isPresent()) return Optional.of(new Loan(parcel.get(), hops));
        }
        return Optional.empty();
    }

    private static Optional<Parcel> await(CompletableFuture<Optional<Parcel>> answer)
            throws IOException {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("we are closing", e);
        } catch (TimeoutException _) {
            // one may have been found at this very moment
            if (answer.cancel(false) || answer.isCompletedExceptionally())
                throw new IOException("the queue is busy");
            return answer.resultNow();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            if (answer.cancel(false) || answer.isCompletedExceptionally())
                throw new IOException("interrupted");
            return answer.resultNow();
        }
    }

    /// The routes as they are now.
    public Routes routes() {
        return routes;
    }

    /// The hops in use, for people.
    public List<HopView> hops() {
        return hops.queues()
                .map(HopQueue::view)
                .sorted(Comparator.comparing(HopView::url))
                .toList();
    }

    /// New routes: they hold for everything that is not being attempted at this moment.
    public void reload(Routes changed) {
        routes = changed;
        Map<Agenda, List<Parcel>> waiting =
                hops.empty().stream().collect(Collectors.groupingBy(Parcel::home));
        agendas.values().forEach(agenda -> agenda.reroute(waiting.getOrDefault(agenda, List.of())));
    }

    /// Recipients in memory: on their way to a hop, or being attempted.
    int held() {
        return agendas.values().stream().mapToInt(Agenda::held).sum();
    }

    /// Looks at the clock again.
    void wake() {
        agendas.values().forEach(Agenda::wake);
    }

    /// Begins no attempt any more, gives those under way the time the settings grant, and ends.
    @Override
    public void close() {
        hops.close();
        await(settings.drain());
        if (hops.active() > 0) {
            LOG.warn("{} attempts did not end in time, they are cut off", hops.active());
            hops.interrupt();
            await(Duration.ofSeconds(5));
        }
        agendas.values().forEach(Agenda::close);
    }

    private void await(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (hops.active() > 0 && System.nanoTime() < end)
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
}
