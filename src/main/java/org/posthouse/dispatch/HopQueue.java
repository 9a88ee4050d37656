package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Hop;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.Outbound.Conversation;

/// The messages that wait for one next hop, and the conversations that are open with it.
///
/// Couriers carry them, each on a virtual thread of its own; there are as many as the [Throttle]
/// allows, and none while nothing waits. A conversation without work is kept for the next message.
final class HopQueue {
    /// @param url of the hop
    /// @param knownAs what we call ourselves there
    record Key(String url, String knownAs) {}

    /// A conversation and how many messages it has carried.
    record Seat(Conversation conversation, int carried) {}

    private record Idle(Seat seat, Instant since) {}

    private static final int DOWN = 2; // couriers to put off what waits for a hop that is down

    private final Key key;
    private final Hop hop;
    private final Outbound outbound;
    private final Hops hops;

    // One lock, `this`, for all below.
    private final ArrayDeque<Parcel> waiting = new ArrayDeque<>();
    private final ArrayDeque<Idle> idle = new ArrayDeque<>();
    private final Set<Thread> couriers = new HashSet<>();
    private Throttle throttle = Throttle.FRESH;
    private int most;
    private boolean closed;

    private final AtomicInteger held = new AtomicInteger();

    HopQueue(Key key, Hop hop, Outbound outbound, Hops hops) {
        this.key = key;
        this.hop = hop;
        this.outbound = outbound;
        this.hops = hops;
    }

    Key key() {
        return key;
    }

    Hop hop() {
        return hop;
    }

    Conversation converse() throws IOException {
        return outbound.converse(hop, key.knownAs);
    }

    /// Recipients that wait here or are being attempted.
    int held() {
        return held.get();
    }

    synchronized void offer(Parcel parcel) {
        held.addAndGet(parcel.recipients().size());
        most = parcel.route().connections();
        waiting.add(parcel);
        hire();
    }

    private void hire() {
        if (closed || waiting.isEmpty() || couriers.size() >= places()) return;
        Thread courier = Thread.ofVirtual().name(key.url).unstarted(new Courier(this, hops));
        couriers.add(courier);
        courier.start();
    }

    private int places() {
        Instant now = hops.clock().instant();
        return throttle.down(now) ? DOWN : throttle.places(most);
    }

    /// For a courier: the next parcel. With none it may go home, and leaves its seat to others.
    synchronized Optional<Parcel> next(Optional<Seat> seat) {
        if (closed || waiting.isEmpty() || couriers.size() > places()) {
            seat.ifPresent(this::park);
            couriers.remove(Thread.currentThread());
            return Optional.empty();
        }
        return Optional.of(waiting.remove());
    }

    private void park(Seat seat) {
        if (closed) hangUp(seat);
        else idle.addFirst(new Idle(seat, hops.clock().instant()));
    }

    /// For a courier that a fault of ours ended.
    synchronized void lost() {
        couriers.remove(Thread.currentThread());
        hire();
    }

    /// A conversation that is open and has nothing to do.
    synchronized Optional<Seat> seat() {
        return Optional.ofNullable(idle.poll()).map(Idle::seat);
    }

    /// The parcel has left this queue, settled or for another hop.
    void left(Parcel parcel) {
        held.addAndGet(-parcel.recipients().size());
    }

    /// It took a message.
    void succeeded() {
        learn(throttle -> throttle.succeeded().atMost(most));
    }

    /// It talked, but took nothing.
    void answered() {
        learn(Throttle::answered);
    }

    private void learn(UnaryOperator<Throttle> lesson) {
        boolean recovered;
        synchronized (this) {
            recovered = throttle.doubtful();
            throttle = lesson.apply(throttle);
            hire();
        }
        if (recovered) hops.recovered(hop);
    }

    synchronized void failed(String reason) {
        throttle = throttle.failed(hops.clock().instant(), reason);
    }

    /// Forgets that it ever failed.
    synchronized void unpause() {
        throttle = new Throttle(Throttle.FRESH.places(), 0, Instant.MIN, throttle.why());
        hire();
    }

    /// Why nothing is tried there now, if it is down.
    synchronized Optional<String> down() {
        return throttle.down(hops.clock().instant())
                ? Optional.of(throttle.why())
                : Optional.empty();
    }

    /// Takes out all that waits, so that it is routed anew.
    synchronized List<Parcel> empty() {
        var parcels = List.copyOf(waiting);
        waiting.clear();
        parcels.forEach(this::left);
        return parcels;
    }

    synchronized HopView view() {
        Instant now = hops.clock().instant();
        return new HopView(
                key.url,
                waiting.size(),
                couriers.size(),
                throttle.places(most),
                throttle.down(now) ? Optional.of(throttle.until()) : Optional.empty(),
                Optional.of(throttle.why()).filter(why -> !why.isEmpty()));
    }

    /// Ends the conversations that had nothing to do for too long.
    ///
    /// @return whether this queue remembers anything worth keeping
    synchronized boolean sweep(Instant idleSince) {
        while (!idle.isEmpty() && !idle.getLast().since.isAfter(idleSince))
            hangUp(idle.removeLast().seat);
        return !(idle.isEmpty() && couriers.isEmpty() && waiting.isEmpty())
                || throttle.failures() > 0;
    }

    /// Says farewell without anybody waiting for it.
    static void hangUp(Seat seat) {
        Thread.startVirtualThread(() -> Courier.close(seat));
    }

    /// No more attempts; those under way go on.
    synchronized void close() {
        closed = true;
        idle.forEach(i -> hangUp(i.seat));
        idle.clear();
    }

    synchronized boolean closed() {
        return closed;
    }

    synchronized int active() {
        return couriers.size();
    }

    /// Ends the attempts under way: what a courier waits for fails.
    synchronized void interrupt() {
        couriers.forEach(Thread::interrupt);
    }
}
