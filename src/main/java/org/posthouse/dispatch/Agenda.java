package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Hop;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Recipient;
import org.posthouse.spool.Due;
import org.posthouse.spool.Shard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is due in one shard, and when: one thread that takes entries from the due index as there is
/// room for them in memory, and gives them to the hops.
///
/// What is in memory is leased: queued for a hop, or being attempted. Everything else is on disk,
/// and of that the memory has one mark for each destination. Only this thread touches the marks and
/// the leases; the others leave word for it.
final class Agenda {
    private static final Logger LOG = LoggerFactory.getLogger(Agenda.class);
    private static final int BATCH = 200;
    private static final int LEAST = 50; // a hop gets, even when others have filled the memory
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration FAULT_PAUSE = Duration.ofSeconds(5);
    private static final int MOST_FLUSHED = 100_000;

    private final Shard shard;
    private final Hops hops;
    private final Supplier<Routes> routes;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Settler settler;
    private final Planner planner;
    private final int window;

    private final Queue<Runnable> words = new ConcurrentLinkedQueue<>();
    private final AtomicInteger held = new AtomicInteger(); // leased, or about to be
    private final Thread thread;
    private volatile boolean asleep;
    private volatile boolean closed;

    // For its own thread:
    private final Destinations destinations = new Destinations();
    private final Set<Entry> leases = new HashSet<>();
    private Optional<String> undiscovered = Optional.of("");
    private Instant notBefore = Instant.MIN;
    private Instant swept = Instant.EPOCH;
    private Optional<HopQueue> admitted = Optional.empty(); // for the batch that is being planned

    Agenda(Shard shard, Hops hops, Supplier<Routes> routes, RandomGenerator random, int window) {
        this.shard = shard;
        this.hops = hops;
        this.routes = routes;
        this.clock = hops.clock();
        this.random = random;
        this.window = window;
        long whole = hops.settings().whole();
        this.settler =
                new Settler(
                        shard, () -> new Notice(routes.get(), whole, random), clock, this::written);
        this.planner = new Planner(this, shard);
        this.thread = Thread.ofPlatform().name("agenda").unstarted(this::run);
    }

    Routes routes() {
        return routes.get();
    }

    /// The way of what no route leads anywhere: it waits for the routes to change.
    Route nowhere() {
        return routes().nowhere();
    }

    /// A route with its hops in the order in which they are tried now.
    Route inOrder(Route route) {
        return hops.known().inOrder(route);
    }

    void start() {
        thread.start();
    }

    // Words from other threads.

    private void tell(Runnable word) {
        words.add(word);
        if (asleep) LockSupport.unpark(thread);
    }

    int held() {
        return held.get();
    }

    /// Looks at the clock again.
    void wake() {
        tell(() -> {});
    }

    /// Messages were accepted, or became due in some other way.
    void added(List<Due> entries) {
        if (held.get() + entries.size() > window) {
            tell(() -> entries.forEach(due -> destinations.due(at(due), due.time())));
        } else {
            held.addAndGet(entries.size());
            tell(() -> arrived(entries));
        }
    }

    boolean settles() {
        return settler.works();
    }

    void settle(Consignment delivery) {
        settle(Settlement.of(delivery, clock.instant(), random));
    }

    void settle(Settlement settlement) {
        settler.settle(settlement);
    }

    /// Writes down that some recipients of a parcel under way were served.
    ///
    /// @return whether it is written
    boolean writeDown(Parcel parcel, List<Recipient> delivered) {
        try {
            shard.settle(parcel.message().id(), delivered, Optional.empty());
            Story.tell(parcel, delivered);
            return true;
        } catch (IOException e) {
            LOG.warn("{} cannot be written down now: {}", parcel.message().id(), e.getMessage());
            return false;
        }
    }

    Instant now() {
        return clock.instant();
    }

    /// A parcel comes back as it went.
    void putOff(Parcel parcel) {
        tell(() -> returned(parcel, clock.instant().plus(FAULT_PAUSE)));
    }

    private void written(Settlement settlement, Optional<Due> notice) {
        Story.tell(settlement, notice.map(Due::id));
        tell(() -> settled(settlement));
        notice.ifPresent(due -> added(List.of(due)));
    }

    /// Everything is due now, or all that one destination has.
    void flush(Optional<String> destination) {
        tell(
                () -> {
                    Predicate<Destination> chosen =
                            d -> destination.isEmpty() || destination.get().equals(d.name);
                    List.copyOf(destinations.all()).stream().filter(chosen).forEach(this::flush);
                });
    }

    /// A hop takes mail again: what waited for it need not wait longer.
    void recovered(Hop hop) {
        tell(
                () -> {
                    Predicate<Destination> goesThere =
                            d ->
                                    routes().towards(d.name)
                                            .filter(route -> route.hops().contains(hop))
                                            .isPresent();
                    List.copyOf(destinations.all()).stream().filter(goesThere).forEach(this::flush);
                });
    }

    /// The routes have changed: parcels that wait are routed again.
    void reroute(List<Parcel> parcels) {
        tell(
                () -> {
                    destinations.unblock(_ -> true);
                    parcels.forEach(parcel -> returned(parcel, Instant.MIN));
                });
    }

    // The thread.

    private void run() {
        while (!closed) {
            try {
                if (!step()) sleep();
            } catch (RuntimeException e) {
                LOG.error("a fault of ours in the agenda", e);
                notBefore = clock.instant().plus(FAULT_PAUSE);
            } catch (IOException e) {
                LOG.error("the queue cannot be read, trying again soon: {}", e.getMessage());
                notBefore = clock.instant().plus(FAULT_PAUSE);
            }
        }
    }

    /// Does what there is to do, but not for long.
    ///
    /// @return whether there may be more
    private boolean step() throws IOException {
        for (int i = 0; i < BATCH; i++) {
            Runnable word = words.poll();
            if (word == null) break;
            word.run();
        }
        Instant now = clock.instant();
        if (!settler.retryAt().isAfter(now)) settler.retry();
        if (!now.isBefore(swept.plus(TICK))) {
            hops.sweep();
            swept = now;
        }
        if (!settler.works() || now.isBefore(notBefore)) return !words.isEmpty();
        if (undiscovered.isPresent()) discover();
        destinations.unblock(hop -> room(hop) >= Math.min(BATCH, share() / 4));
        Optional<Destination> next = destinations.take(now);
        if (next.isPresent()) look(next.get(), now);
        return next.isPresent() || undiscovered.isPresent() || !words.isEmpty();
    }

    private void sleep() {
        Instant now = clock.instant();
        Instant until = earlier(now.plus(TICK), settler.retryAt());
        if (settler.works()) until = earlier(until, later(destinations.wake(now), notBefore));
        asleep = true;
        if (words.isEmpty() && !closed)
            LockSupport.parkNanos(this, Math.max(1, Duration.between(now, until).toNanos()));
        asleep = false;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /// Finds the destinations that have entries, some at a time.
    private void discover() throws IOException {
        for (int i = 0; i < BATCH && undiscovered.isPresent(); i++) {
            Optional<Due> due = shard.nextDestination(undiscovered.get());
            due.ifPresent(d -> destinations.due(at(d), d.time()));
            undiscovered = due.map(Due::destination);
        }
    }

    private Destination at(Due due) {
        return destinations.named(due.destination());
    }

    private int room(HopQueue hop) {
        return share() - hop.held();
    }

    /// What one hop may have in memory: half of what is free, so that some always is.
    private int share() {
        return Math.max(LEAST, (window - held.get()) / 2);
    }

    /// Takes entries of a destination that are due into memory.
    private void look(Destination destination, Instant now) throws IOException {
        try {
            Optional<HopQueue> hop = routes().towards(destination.name).flatMap(hops::towards);
            int room = Math.min(BATCH, hop.map(this::room).orElse(share()));
            boolean uniform = routes().uniform(destination.name);
            if (room <= 0 && uniform) {
                destinations.block(destination, hop.orElseThrow());
                return;
            }
            if (hop.flatMap(HopQueue::down).isPresent()) endFlush(destination);
            Instant until = destination.flushed.isPresent() ? Instant.MAX : now;
            Instant mark = destination.mark;
            int leased = destination.leased;
            List<Due> batch = read(destination, uniform ? room : Math.max(room, LEAST), now, until);
            held.addAndGet(batch.size());
            admitted = hop.filter(_ -> uniform);
            plan(batch, until);
            boolean stuck = destination.mark.equals(mark) && destination.leased == leased;
            if (stuck && !uniform && !batch.isEmpty()) stepOver(destination);
            if (destination.mark.equals(Instant.MAX)) begin(destination);
        } catch (IOException e) {
            destinations.rest(destination, now.plus(FAULT_PAUSE));
            throw e;
        } finally {
            admitted = Optional.empty();
            destinations.put(destination, now);
        }
    }

    /// Reads from the mark on, and moves it.
    private List<Due> read(Destination destination, int room, Instant now, Instant until)
            throws IOException {
        // Those leased may all lie at the mark, so that they are read again with the others.
        int limit = room + destination.leased;
        List<Due> found = shard.due(destination.name, destination.mark, limit);
        var batch = new ArrayList<Due>();
        Instant mark = found.size() < limit ? Instant.MAX : found.getLast().time();
        for (Due due : found) {
            if (due.time().isAfter(until) || batch.size() == room) {
                mark = due.time();
                break;
            }
            if (leases.contains(Entry.of(due))) continue;
            boolean tried = destination.flushed.filter(f -> f.contains(Entry.of(due))).isPresent();
            if (tried && due.time().isAfter(now)) passOver(destination, due.time());
            else batch.add(due);
        }
        destination.mark = mark;
        return batch;
    }

    /// More entries than can be read at once are due at the same instant, and none of them can be
    /// sent now: those after it have their turn first.
    private static void stepOver(Destination destination) {
        passOver(destination, destination.mark);
        destination.mark = destination.mark.plusMillis(1);
    }

    /// The end is reached: the next look begins with what was passed over.
    private void begin(Destination destination) {
        if (!destination.putBack) endFlush(destination);
        destination.putBack = false;
        if (destination.passedOver.equals(Instant.MAX)) return;
        destination.mark = destination.passedOver;
        destination.passedOver = Instant.MAX;
        Instant soonest = clock.instant().plus(TICK);
        boolean flushing = destination.flushed.isPresent();
        destinations.rest(destination, flushing ? soonest : later(destination.mark, soonest));
    }

    private static void passOver(Destination destination, Instant time) {
        if (time.isBefore(destination.passedOver)) destination.passedOver = time;
    }

    private void flush(Destination destination) {
        destination.flushed = Optional.of(new HashSet<>());
        destinations.ready(destination);
    }

    private static void endFlush(Destination destination) {
        destination.flushed = Optional.empty();
    }

    private void arrived(List<Due> entries) {
        var now = new ArrayList<Due>();
        for (Due due : entries) {
            Destination destination = at(due);
            if (mayOvertake(destination)) now.add(due);
            else {
                destinations.due(destination, due.time());
                held.decrementAndGet();
            }
        }
        try {
            if (!now.isEmpty()) plan(now, Instant.MAX);
        } catch (IOException e) {
            LOG.error("the queue cannot be read, trying again soon: {}", e.getMessage());
            notBefore = clock.instant().plus(FAULT_PAUSE);
        }
    }

    /// Mail that arrives does not wait for what is on disk, unless it goes the same way.
    private boolean mayOvertake(Destination destination) {
        return switch (destination.place) {
            case NOWHERE, LATER -> settler.works();
            case READY, BLOCKED -> settler.works() && !routes().uniform(destination.name);
        };
    }

    /// Leases entries and puts them on their way. `held` counts them already.
    private void plan(List<Due> batch, Instant until) throws IOException {
        var leased = new ArrayList<Due>();
        for (Due due : batch) {
            if (lease(Entry.of(due), at(due))) leased.add(due);
            else held.decrementAndGet();
        }
        planner.plan(leased, until);
    }

    private boolean lease(Entry entry, Destination destination) {
        if (!leases.add(entry)) return false;
        destination.leased++;
        return true;
    }

    /// For the planner: leases one more recipient of a message that goes along with others.
    boolean lease(MessageId id, Recipient recipient) {
        Destination destination = destinations.named(Due.destination(recipient.path()));
        if (!lease(new Entry(id, recipient.number()), destination)) return false;
        held.incrementAndGet();
        return true;
    }

    /// For the planner, and after an attempt: gives a lease back.
    ///
    /// @param next when the entry is to be looked at again; MAX if it is gone
    void release(Entry entry, String name, Instant next) {
        if (!leases.remove(entry)) return;
        held.decrementAndGet();
        Destination destination = destinations.named(name);
        destination.leased--;
        if (!next.equals(Instant.MAX)) destinations.due(destination, next);
        else destinations.put(destination, clock.instant());
    }

    /// For the planner: on their way, if their hop has room; else back to the disk.
    void send(Parcel parcel) {
        Optional<HopQueue> hop = hops.towards(parcel.route());
        if (hop.filter(h -> room(h) <= 0).isEmpty() || hop.equals(admitted)) {
            hops.offer(parcel.onLeg(hops.firstUp(parcel.route(), 0).orElse(0)));
            return;
        }
        for (Recipient recipient : parcel.recipients()) {
            String name = Due.destination(recipient.path());
            Instant time = Settlement.waiting(recipient).next();
            Entry entry = new Entry(parcel.message().id(), recipient.number());
            Destination destination = destinations.named(name);
            if (routes().uniform(name)) {
                release(entry, name, time);
                destinations.block(destination, hop.get());
            } else {
                passOver(destination, time);
                destination.putBack = true;
                release(entry, name, Instant.MAX);
                if (destination.mark.equals(Instant.MAX)) begin(destination);
            }
        }
    }

    private void returned(Parcel parcel, Instant notBefore) {
        for (Recipient recipient : parcel.recipients()) {
            Instant next = Settlement.waiting(recipient).next();
            String name = Due.destination(recipient.path());
            release(new Entry(parcel.message().id(), recipient.number()), name, next);
            if (notBefore.isAfter(clock.instant()))
                destinations.rest(destinations.named(name), notBefore);
        }
    }

    private void settled(Settlement settlement) {
        Map<Integer, Recipient> states =
                settlement.states().stream().collect(Collectors.toMap(Recipient::number, r -> r));
        for (Recipient before : settlement.parcel().recipients()) {
            var entry = new Entry(settlement.parcel().message().id(), before.number());
            String name = Due.destination(before.path());
            Optional<Recipient> after = Optional.ofNullable(states.get(before.number()));
            Instant next = after.map(Agenda::next).orElseGet(() -> earliest(before));
            if (!next.equals(Instant.MAX)) noteFlushed(destinations.named(name), entry);
            release(entry, name, next);
        }
    }

    private static Instant next(Recipient recipient) {
        return recipient.state() instanceof Recipient.Waiting waiting
                ? waiting.next()
                : Instant.MAX;
    }

    /// The earliest time that a recipient may be due at that was left as somebody else made it.
    private Instant earliest(Recipient before) {
        return earlier(Settlement.waiting(before).next(), clock.instant());
    }

    private static void noteFlushed(Destination destination, Entry entry) {
        destination.flushed.ifPresent(
                flushed -> {
                    flushed.add(entry);
                    if (flushed.size() > MOST_FLUSHED) endFlush(destination);
                });
    }

    void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            if (thread.getState() != Thread.State.NEW) thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        settler.close();
    }
}
