package org.posthouse.wire;

import module java.base;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one accept loop: gives each conversation a virtual thread, keeps count of them, and drains
/// them at the end.
public final class Listener implements Closeable {
    /// What a protocol does with a connection. Closing it is the listener's part.
    public interface Protocol {
        void converse(Connection connection) throws IOException;

        /// The limit of conversations is reached: one reply that says so, and no more (RFC 5321
        /// section 3.8, 421).
        void refuse(Connection connection) throws IOException;
    }

    /// @param sessions at one time, in all
    /// @param sessionsPerPeer at one time from one address, loopback exempt
    public record Capacity(int sessions, int sessionsPerPeer) {}

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int BACKLOG = 4096; // the kernel cuts it to net.core.somaxconn

    private final ServerSocket socket;
    private final String name;
    private final Protocol protocol;
    private final Capacity capacity;
    private final Predicate<InetAddress> exempt;
    private final Semaphore places;
    private final Map<InetAddress, Integer> perPeer = new ConcurrentHashMap<>();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    private Listener(
            ServerSocket socket,
            String name,
            Protocol protocol,
            Capacity capacity,
            Predicate<InetAddress> exempt) {
        this.socket = socket;
        this.name = name;
        this.protocol = protocol;
        this.capacity = capacity;
        this.exempt = exempt;
        this.places = new Semaphore(capacity.sessions());
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

    /// @param exempt from the limit of sessions for each peer
    static Listener open(
            InetSocketAddress address,
            String name,
            Protocol protocol,
            Capacity capacity,
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
        var listener = new Listener(socket, name, protocol, capacity, exempt);
        Thread.ofPlatform().name("accept-" + name).start(listener::accept);
        return listener;
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
        while (!closing) {
            try {
                Socket accepted = socket.accept();
                Thread.ofVirtual().name(name).start(() -> converse(accepted));
            } catch (IOException e) {
                if (closing) return;
                LOG.warn("{} could not accept a connection: {}", name, e.getMessage());
                LockSupport.parkNanos(
                        Duration.ofMillis(100).toNanos()); // out of descriptors, most likely
            }
        }
    }

    private void converse(Socket accepted) {
        InetAddress peer = accepted.getInetAddress();
        boolean counted = count(peer);
        boolean seated = counted && places.tryAcquire();
        try (accepted;
                var connection = new Connection(accepted, Transcript.NONE)) {
            if (!seated) {
                protocol.refuse(connection);
                return;
            }
            open.add(connection);
            try {
                if (closing) connection.drain();
                protocol.converse(connection);
            } finally {
                open.remove(connection);
            }
        } catch (IOException e) {
            LOG.debug("{} {}: {}", name, peer.getHostAddress(), e.toString());
        } catch (RuntimeException e) {
            LOG.error(
                    "{} {}: a fault of ours ended the conversation",
                    name,
                    peer.getHostAddress(),
                    e);
        } finally {
            if (seated) places.release();
            if (counted) perPeer.computeIfPresent(peer, (_, n) -> n == 1 ? null : n - 1);
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
    /// end of theirs.
    public void drain() throws IOException {
        closing = true;
        socket.close();
        open.forEach(Connection::drain);
    }

    /// Drains, and cuts what is left.
    @Override
    public void close() throws IOException {
        drain();
        open.forEach(Connection::abort);
    }
}
