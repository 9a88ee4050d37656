package org.posthouse.wire;

import module java.base;

/// A host that plays the receiver's part of a [Dialogue] on a port of its own, for the tests of
/// senders.
public final class ScriptedHost implements AutoCloseable {
    /// A process that has just begun, on a busy machine, takes its time to send the first letter.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Dialogue dialogue;
    private final Deque<Dialogue.Step> left;
    private final ServerSocket socket;
    private final Thread thread;
    private volatile Optional<Throwable> failure = Optional.empty();

    private ScriptedHost(Dialogue dialogue) throws IOException {
        this.dialogue = dialogue;
        this.left = new ArrayDeque<>(dialogue.steps());
        this.socket = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        this.thread = Thread.ofVirtual().name(dialogue.name()).start(this::play);
    }

    public static ScriptedHost playing(Dialogue dialogue) throws IOException {
        return new ScriptedHost(dialogue);
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void play() {
        try (socket) { // nobody is to wait for a greeting when the script is over
            while (!left.isEmpty()) {
                try (Socket accepted = socket.accept()) {
                    dialogue.playReceiver(left, accepted);
                }
            }
        } catch (IOException | AssertionError e) {
            failure = Optional.of(e);
        }
    }

    /// Waits until the script is played.
    ///
    /// @throws AssertionError when the sender did not keep to it
    @Override
    public void close() throws IOException {
        try {
            if (!thread.join(PATIENCE)) socket.close();
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            throw new InterruptedIOException(e.getMessage());
        } finally {
            socket.close();
        }
        if (failure.isPresent()) throw new AssertionError(dialogue.name(), failure.get());
    }
}
