package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.MailPath;
import org.posthouse.mail.Recipient;
import org.posthouse.spool.Due;
import org.posthouse.spool.Shard;

/// Takes entries that are due from the disk into memory as their hop has room, and puts them back
/// when it has none. For the agenda's thread alone.
final class Window {
    static final int BATCH = 200;

    private static final int LEAST = 50; // a hop gets, even when others have filled the memory
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration FAULT_PAUSE = Duration.ofSeconds(5);
    private static final int MOST_FLUSHED = 100_000;

    private final Shard shard;
    private final Hops hops;
    private final Supplier<Routes> routes;
    private final InstantSource clock;
    private final Destinations destinations;
    private final Leases leases;
    private final int size;
    private final Planner planner;
    private Optional<HopQueue> admitted = Optional.empty(); // for the batch that is being planned

    /// @param size how many entries may be in memory
    Window(
            Agenda home,
            Shard shard,
            Hops hops,
            Destinations destinations,
            Leases leases,
            int size) {
        this.shard = shard;
        this.hops = hops;
        this.routes = home::routes;
        this.clock = hops.clock();
        this.destinations = destinations;
        this.leases = leases;
        this.size = size;
        this.planner = new Planner(home, this, leases, shard);
    }

    /// Whether so many more may be in memory. May be asked by any thread.
    boolean takes(int more) {
        return leases.held() + more <= size;
    }

    /// The way a recipient goes now. What no route leads anywhere waits for the routes to change.
    Route route(MailPath path) {
        return switch (routes.get().route(path)) {
            case Route route -> hops.known().inOrder(route);
            case Routing.Nowhere _ -> routes.get().nowhere();
        };
    }

    /// Lets those destinations go on whose hop has room for a good deal more.
    void unblock() {
        destinations.unblock(hop -> room(hop) >= Math.min(BATCH, share() / 4));
    }

    private int room(HopQueue hop) {
        return share() - hop.held();
    }

    /// What one hop may have in memory: half of what is free, so that some always is.
    private int share() {
        return Math.max(LEAST, (size - leases.held()) / 2);
    }

    /// Takes entries of a destination that are due into memory.
    void look(Destination destination, Instant now) throws IOException {
        try {
            Optional<HopQueue> hop = routes.get().towards(destination.name).flatMap(hops::towards);
            int room = Math.min(BATCH, hop.map(this::room).orElse(share()));
            boolean uniform = routes.get().uniform(destination.name);
            if (room <= 0 && uniform) {
                destinations.block(destination, hop.orElseThrow());
                return;
            }
            if (hop.flatMap(HopQueue::down).isPresent()) endFlush(destination);
            Instant until = destination.flushed.isPresent() ? Instant.MAX : now;
            Instant mark = destination.mark;
            int leased = destination.leased;
            List<Due> batch = read(destination, uniform ? room : Math.max(room, LEAST), now, until);
            leases.expect(batch.size());
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
            if (leases.has(due)) continue;
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
        Instant soonest = clock.instant().plus(SOON);
        boolean flushing = destination.flushed.isPresent();
        destinations.rest(destination, flushing ? soonest : later(destination.mark, soonest));
    }

    private static void passOver(Destination destination, Instant time) {
        if (time.isBefore(destination.passedOver)) destination.passedOver = time;
    }

    /// Everything that it has is due now.
    void flush(Destination destination) {
        destination.flushed = Optional.of(new HashSet<>());
        destinations.ready(destination);
    }

    private static void endFlush(Destination destination) {
        destination.flushed = Optional.empty();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /// Puts expected entries on their way.
    ///
    /// @param until the time up to which they count as due
    void plan(List<Due> batch, Instant until) throws IOException {
        planner.plan(leases.take(batch), until);
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
            if (routes.get().uniform(name)) {
                leases.release(entry, name, time);
                destinations.block(destination, hop.get());
            } else {
                passOver(destination, time);
                destination.putBack = true;
                leases.release(entry, name, Instant.MAX);
                if (destination.mark.equals(Instant.MAX)) begin(destination);
            }
        }
    }

    /// An entry was attempted while everything counted as due, and waits again.
    static void attempted(Destination destination, Entry entry) {
        destination.flushed.ifPresent(
                flushed -> {
                    flushed.add(entry);
                    if (flushed.size() > MOST_FLUSHED) endFlush(destination);
                });
    }
}
