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
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration FAULT_PAUSE = Duration.ofSeconds(5);

    /// How long a host that has come waits for mail in other hands: those of a courier, or of its
    /// own call before this one, whose line we do not know to be broken yet.
    private static final Duration OTHERS = Duration.ofSeconds(10);

    private final Shard shard;
    private final Hops hops;
    private final Supplier<Routes> routes;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Settler settler;

    private final Queue<Runnable> words = new ConcurrentLinkedQueue<>();
    private final Leases leases;
    private final Window window;
    private final Lending lending;
    private final Thread thread;
    private volatile boolean asleep;
    private volatile boolean closed;

    // For its own thread:
    private final Destinations destinations = new Destinations();
    private Optional<String> undiscovered = Optional.of("");
    private Instant notBefore = Instant.MIN;
    private Instant swept = Instant.EPOCH;
    private final List<Wish> wishes = new ArrayList<>();

    /// Of a host that has come for its mail.
    private record Wish(
            Hop.Collect hop,
            Optional<MessageId> only,
            Instant until,
            CompletableFuture<Optional<Parcel>> answer) {}

    Agenda(Shard shard, Hops hops, Supplier<Routes> routes, RandomGenerator random, int window) {
        this.shard = shard;
        this.hops = hops;
        this.routes = routes;
        this.clock = hops.clock();
        this.random = random;
        long whole = hops.settings().whole();
        this.settler =
                new Settler(
                        shard,
                        () -> new Notice(routes.get(), whole, random, hops.aliases()::called),
                        clock,
                        new Word());
        this.leases = new Leases(destinations, clock);
        this.window = new Window(this, shard, hops, destinations, leases, window);
        this.lending = new Lending(this, shard, destinations, leases, clock);
        this.thread = Thread.ofPlatform().name("agenda").unstarted(this::run);
    }

    Routes routes() {
        return routes.get();
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
        return leases.held();
    }

    /// Looks at the clock again.
    void wake() {
        tell(() -> {});
    }

    /// Messages were accepted, or became due in some other way.
    void added(List<Due> entries) {
        if (window.takes(entries.size())) {
            leases.expect(entries.size());
            tell(() -> arrived(entries));
        } else {
            tell(() -> entries.forEach(due -> destinations.due(at(due), due.time())));
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

    /// A parcel comes back, and waits as before.
    void back(Parcel parcel) {
        tell(() -> returned(parcel, Instant.MIN));
    }

    /// The next of what waits for a host that has come for it.
    ///
    /// @param only the message that is meant, if it is a certain one
    CompletableFuture<Optional<Parcel>> wish(Hop.Collect hop, Optional<MessageId> only) {
        if (closed) return CompletableFuture.failedFuture(new IOException("we are closing"));
        Instant until = clock.instant().plus(OTHERS);
        var wish = new Wish(hop, only, until, new CompletableFuture<>());
        tell(() -> wishes.add(wish));
        return wish.answer;
    }

    private final class Word implements Settler.Written {
        @Override
        public void written(Settlement settlement, Optional<Due> notice) {
            Story.tell(settlement, notice.map(Due::id));
            tell(() -> settled(settlement));
            notice.ifPresent(due -> added(List.of(due)));
        }

        @Override
        public void acknowledged(Settlement settlement, Due letter) {
            Story.acknowledged(settlement, letter.id());
            added(List.of(letter));
        }
    }

    /// Everything is due now, or all that one destination has.
    void flush(Optional<String> destination) {
        tell(
                () -> {
                    Predicate<Destination> chosen =
                            d -> destination.isEmpty() || destination.get().equals(d.name);
                    List.copyOf(destinations.all()).stream().filter(chosen).forEach(window::flush);
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
                    List.copyOf(destinations.all()).stream()
                            .filter(goesThere)
                            .forEach(window::flush);
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
        for (int i = 0; i < Window.BATCH; i++) {
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
        window.unblock();
        grant();
        Optional<Destination> next = destinations.take(now);
        if (next.isPresent()) window.look(next.get(), now);
        return next.isPresent() || undiscovered.isPresent() || !words.isEmpty();
    }

    /// Wishes are heard once all that is on disk is known of, and again when something comes back.
    private void grant() throws IOException {
        if (undiscovered.isPresent()) return;
        for (Wish wish : List.copyOf(wishes)) {
            if (wish.answer.isDone()) {
                wishes.remove(wish);
                continue;
            }
            switch (lending.find(wish.hop, wish.only)) {
                case Lending.Found.One(var parcel) -> {
                    wishes.remove(wish);
                    if (!wish.answer.complete(Optional.of(parcel))) back(parcel);
                }
                case Lending.Found.Nothing() -> {
                    wishes.remove(wish);
                    wish.answer.complete(Optional.empty());
                }
                case Lending.Found.Later() -> {
                    if (clock.instant().isAfter(wish.until)) {
                        wishes.remove(wish);
                        wish.answer.complete(Optional.empty());
                    }
                }
            }
        }
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
        for (int i = 0; i < Window.BATCH && undiscovered.isPresent(); i++) {
            Optional<Due> due = shard.nextDestination(undiscovered.get());
            due.ifPresent(d -> destinations.due(at(d), d.time()));
            undiscovered = due.map(Due::destination);
        }
    }

    private Destination at(Due due) {
        return destinations.named(due.destination());
    }

    private void arrived(List<Due> entries) {
        var now = new ArrayList<Due>();
        for (Due due : entries) {
            Destination destination = at(due);
            if (mayOvertake(destination)) now.add(due);
            else {
                destinations.due(destination, due.time());
                leases.expect(-1);
            }
        }
        try {
            if (!now.isEmpty()) window.plan(now, latest(now));
        } catch (IOException e) {
            LOG.error("the queue cannot be read, trying again soon: {}", e.getMessage());
            notBefore = clock.instant().plus(FAULT_PAUSE);
        }
    }

    /// They are due as they were announced: what was attempted meanwhile, since it was found on
    /// disk, has a time of its own by now.
    private Instant latest(List<Due> entries) {
        return entries.stream().map(Due::time).reduce(clock.instant(), Agenda::later);
    }

    /// Mail that arrives does not wait for what is on disk, unless it goes the same way.
    private boolean mayOvertake(Destination destination) {
        return switch (destination.place) {
            case NOWHERE, LATER -> settler.works();
            case READY, BLOCKED -> settler.works() && !routes().uniform(destination.name);
        };
    }

    private void returned(Parcel parcel, Instant notBefore) {
        for (Recipient recipient : parcel.recipients()) {
            Instant next = Settlement.waiting(recipient).next();
            String name = Due.destination(recipient.path());
            leases.release(new Entry(parcel.message().id(), recipient.number()), name, next);
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
            if (!next.equals(Instant.MAX)) Window.attempted(destinations.named(name), entry);
            leases.release(entry, name, next);
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

    void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            if (thread.getState() != Thread.State.NEW) thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Wish wish : wishes)
            wish.answer.completeExceptionally(new IOException("we are closing"));
        settler.close();
    }
}
