package org.posthouse.wire;

import module java.base;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one accept loop: gives each conversation a virtual thread and one of a number of places, and
/// drains them at the end.
public final class Listener implements Closeable {
    /// What a protocol does with a connection. Closing it is the listener's part.
    public interface Protocol {
        void converse(Connection connection) throws IOException;

        /// The limit of conversations is reached: one reply that says so, and no more (RFC 5321
        /// section 3.8, 421).
        void refuse(Connection connection) throws IOException;

        /// There is no place: all are taken, or there are none yet, or none any more. A protocol
        /// that can ask a caller to wait does so, and converses once the place is there.
        default void noPlace(Connection connection, Place place) throws IOException {
            refuse(connection);
        }

        /// Whether [#noPlace] does more than refuse. Its callers are let in while we drain too, to
        /// be told so.
        default boolean asksToWait() {
            return false;
        }
    }

    /// A place for one conversation, as seen by the caller who has none.
    public interface Place {
        /// Waits for one to become free.
        ///
        /// @return whether the caller has it now, until its conversation is over; never when we
        ///   drain
        boolean await(Duration limit);
    }

    /// @param sessions at one time, in all
    /// @param sessionsPerPeer at one time from one address, loopback exempt
    public record Capacity(int sessions, int sessionsPerPeer) {}

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int AWAKENED = 1 << 20; // more than will ever wait
    private static final Duration PARTING = Duration.ofSeconds(5); // for who was cut to be gone
    private static final int BACKLOG = 4096; // the kernel cuts it to net.core.somaxconn

    private final ServerSocket socket;
    private final String name;
    private final Protocol protocol;
    private final Capacity capacity;
    private final Predicate<InetAddress> exempt;
    private final Semaphore places;
    private final Map<InetAddress, Integer> perPeer = new ConcurrentHashMap<>();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Set<Connection> waiting = ConcurrentHashMap.newKeySet();
    private final Set<Thread> attending = ConcurrentHashMap.newKeySet();
    private volatile Optional<Thread> accepting = Optional.empty();
    private volatile boolean closing;

    private Listener(
            ServerSocket socket,
            String name,
            Protocol protocol,
            Capacity capacity,
            int places,
            Predicate<InetAddress> exempt) {
        this.socket = socket;
        this.name = name;
        this.protocol = protocol;
        this.capacity = capacity;
        this.exempt = exempt;
        this.places = new Semaphore(places, true); // first come, first seated
    }

    /// Binds and begins to accept.
    ///
    /// @param name for logs and threads
    /// @throws BindException when the address is taken or not ours
    public static Listener open(
            InetSocketAddress address, String name, Protocol protocol, Capacity capacity)
            throws IOException {
        return open(address, name, protocol, capacity, InetAddress::isLoopbackAddress);
    }

    /// Binds, but has no places before it is [#ready]: callers are asked to wait, or wait unheard.
    public static Listener starting(
            InetSocketAddress address, String name, Protocol protocol, Capacity capacity)
            throws IOException {
        Predicate<InetAddress> exempt = InetAddress::isLoopbackAddress;
        Listener listener = bound(address, name, protocol, capacity, 0, exempt);
        if (protocol.asksToWait()) listener.begin();
        return listener;
    }

    /// Gives those who wait the places there are.
    public void ready() {
        places.release(capacity.sessions());
        if (!protocol.asksToWait()) begin();
    }

    /// @param exempt from the limit of sessions for each peer
    static Listener open(
            InetSocketAddress address,
            String name,
            Protocol protocol,
            Capacity capacity,
            Predicate<InetAddress> exempt)
            throws IOException {
        Listener listener = bound(address, name, protocol, capacity, capacity.sessions(), exempt);
        listener.begin();
        return listener;
    }

    private static Listener bound(
            InetSocketAddress address,
            String name,
            Protocol protocol,
            Capacity capacity,
            int places,
            Predicate<InetAddress> exempt)
            throws IOException {
        var socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(address, BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return new Listener(socket, name, protocol, capacity, places, exempt);
    }

    private void begin() {
        accepting = Optional.of(Thread.ofPlatform().name("accept-" + name).start(this::accept));
    }

    /// Where it listens; the port is the real one even if 0 was asked for.
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /// Conversations at this moment.
    public int conversations() {
        return open.size();
    }

    /// Addresses that are counted at this moment, for tests.
    int strangers() {
        return perPeer.size();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket accepted = socket.accept();
                Thread attendant = Thread.ofVirtual().name(name).unstarted(() -> attend(accepted));
                attending.add(attendant);
                attendant.start();
            } catch (IOException e) {
                if (socket.isClosed()) return;
                LOG.warn("{} could not accept a connection: {}", name, e.getMessage());
                LockSupport.parkNanos(
                        Duration.ofMillis(100).toNanos()); // out of descriptors, most likely
            }
        }
    }

    private void attend(Socket accepted) {
        try {
            converse(accepted);
        } finally {
            attending.remove(Thread.currentThread());
        }
    }

    private void converse(Socket accepted) {
        InetAddress peer = accepted.getInetAddress();
        boolean counted = count(peer);
        var seat = new Seat();
        try (accepted;
                var connection = new Connection(accepted, Transcript.NONE)) {
            if (!counted) protocol.refuse(connection);
            else seat.receive(connection);
        } catch (IOException e) {
            LOG.debug("{} {}: {}", name, peer.getHostAddress(), e.toString());
        } catch (RuntimeException e) {
            LOG.error(
                    "{} {}: a fault of ours ended the conversation",
                    name,
                    peer.getHostAddress(),
                    e);
        } finally {
            if (counted) perPeer.computeIfPresent(peer, (_, n) -> n == 1 ? null : n - 1);
            seat.leave();
        }
    }

    private boolean count(InetAddress peer) {
        int most = exempt.test(peer) ? Integer.MAX_VALUE : capacity.sessionsPerPeer();
        int now = perPeer.merge(peer, 1, Integer::sum);
        if (now <= most) return true;
        perPeer.computeIfPresent(peer, (_, n) -> n == 1 ? null : n - 1);
        return false;
    }

    /// Accepts no more and ends the conversations that wait for a command; the others go on to the
    /// end of theirs. Nobody waits for a place any more.
    public void drain() throws IOException {
        closing = true;
        if (!protocol.asksToWait()) shut();
        open.forEach(Connection::drain);
        waiting.forEach(Connection::drain);
        places.release(AWAKENED);
    }

    /// Nobody is let in once this returns: the system keeps listening for as long as somebody is in
    /// the midst of accepting.
    private void shut() throws IOException {
        socket.close();
        accepting.ifPresent(thread -> awaitEnd(thread, System.nanoTime() + PARTING.toNanos()));
    }

    /// Drains, cuts what is left, and waits a moment for it to be gone: what a conversation leaves
    /// behind, it has left when this returns.
    @Override
    public void close() throws IOException {
        drain();
        shut();
        open.forEach(Connection::abort);
        long end = System.nanoTime() + PARTING.toNanos();
        attending.forEach(thread -> awaitEnd(thread, end));
    }

    private static void awaitEnd(Thread thread, long end) {
        if (thread.equals(Thread.currentThread())) return;
        try {
            thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The place of one caller, or its want of one.
    private final class Seat implements Place {
        private Optional<Connection> guest = Optional.empty();
        private boolean held;

        void receive(Connection connection) throws IOException {
            guest = Optional.of(connection);
            boolean late = closing && protocol.asksToWait();
            held = !late && atOnce();
            if (held) {
                sit(connection);
                protocol.converse(connection);
            } else {
                waiting.add(connection);
                protocol.noPlace(connection, this);
            }
        }

        /// Not before those who wait already, which plain `tryAcquire()` would allow.
        private boolean atOnce() {
            try {
                return places.tryAcquire(0, TimeUnit.NANOSECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private void sit(Connection connection) {
            waiting.remove(connection);
            open.add(connection);
            if (closing) connection.drain();
        }

        @Override
        public boolean await(Duration limit) {
            if (held) throw new IllegalStateException("it has a place");
            try {
                held = places.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            if (held && closing) leave(); // awakened, no more
            if (held) guest.ifPresent(this::sit);
            return held;
        }

        /// Its conversation is counted until its place is free for the next.
        void leave() {
            guest.ifPresent(waiting::remove);
            if (held) places.release();
            held = false;
            guest.ifPresent(open::remove);
        }
    }
}
