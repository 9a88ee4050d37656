package org.posthouse.control;

import module java.base;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Offers the work on a running server's queue at a Unix domain socket in the data directory, to
/// its owner only.
///
/// A client connects, sends one line of JSON, `{"posthouse":1,"do":…}`, and reads lines of JSON, of
/// which the last has a `status`: `done`, `gone`, `refused` (with `why`: the question is not
/// understood) or `failed` (the store is). [Conversation] knows the questions. Another version of
/// the protocol has another number, and is refused by name.
public final class ControlServer implements Closeable {
    static final int VERSION = 1;

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final int CLIENTS = 64; // at a time: people and their scripts
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final SocketPlace.Bound bound;
    private final QueueWork queue;
    private final Map<String, Handler> handlers;
    private final Patience patience;
    private final Semaphore places = new Semaphore(CLIENTS);
    private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private ControlServer(
            SocketPlace.Bound bound,
            QueueWork queue,
            Map<String, Handler> handlers,
            Duration patience) {
        this.bound = bound;
        this.queue = queue;
        this.handlers = Map.copyOf(handlers);
        this.patience = new Patience(patience);
    }

    /// Listens from now on. A socket that a killed server left behind is replaced.
    ///
    /// @param handlers answers to questions that are not about the queue, by their names
    /// @throws IOException when a server answers there already, or none can listen there
    public static ControlServer open(Path data, QueueWork queue, Map<String, Handler> handlers)
            throws IOException {
        return open(data, queue, handlers, PATIENCE);
    }

    static ControlServer open(
            Path data, QueueWork queue, Map<String, Handler> handlers, Duration patience)
            throws IOException {
        var server = new ControlServer(SocketPlace.bind(data), queue, handlers, patience);
        server.threads.execute(server::accept);
        return server;
    }

    private void accept() {
        while (true) {
            try {
                places.acquireUninterruptibly();
                SocketChannel client = bound.channel().accept();
                clients.add(client);
                threads.execute(() -> serve(client));
            } catch (ClosedChannelException | RejectedExecutionException _) {
                return;
            } catch (IOException e) {
                places.release();
                LOG.warn("control: cannot accept: {}", e.getMessage());
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            new Conversation(JsonLine.server(client, patience), queue, handlers).run();
        } catch (IOException e) {
            LOG.debug("control: a client is gone: {}", e.toString());
        } catch (RuntimeException e) {
            LOG.error("control: a fault of ours", e);
        } finally {
            clients.remove(client);
            places.release();
        }
    }

    /// Clients that have a conversation now.
    int conversations() {
        return clients.size();
    }

    /// Hangs up on everyone and takes the socket away. Work under way ends with the message it is
    /// at.
    @Override
    public void close() throws IOException {
        bound.close();
        threads.shutdown();
        for (SocketChannel client : clients) client.close();
        try {
            if (!threads.awaitTermination(FAREWELL.toSeconds(), TimeUnit.SECONDS))
                LOG.warn("control: work on the queue did not end in {} s", FAREWELL.toSeconds());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        patience.close();
    }
}
