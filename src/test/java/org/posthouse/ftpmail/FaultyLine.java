package org.posthouse.ftpmail;

import module java.base;

/// A control connection on which something goes wrong once: at the line of a given number, counted
/// over both directions from the greeting on.
final class FaultyLine implements AutoCloseable {
    /// What goes wrong.
    enum Fault {
        NONE,
        /// The line breaks before this line is through.
        CUT,
        /// A reply is none. A command breaks the line.
        GARBLED,
        /// A reply is another. A command breaks the line.
        REPLY_421("421 Going"),
        REPLY_451("451 Local error"),
        REPLY_500("500 What?"),
        REPLY_550("550 No");

        private final String reply;

        Fault() {
            this("Hello?");
        }

        Fault(String reply) {
            this.reply = reply;
        }
    }

    private static final int PATIENCE = 60_000; // milliseconds

    private final InetSocketAddress receiver;
    private final Fault fault;
    private final int when;
    private final ServerSocket socket;
    private final Thread thread;
    private final AtomicInteger lines = new AtomicInteger();

    /// @param when the number of the line that goes wrong, from 0
    FaultyLine(InetSocketAddress receiver, Fault fault, int when) throws IOException {
        this.receiver = receiver;
        this.fault = fault;
        this.when = when;
        this.socket = new ServerSocket(0, 1, Caller.LOOPBACK);
        this.thread = Thread.ofVirtual().name("line").start(this::carry);
    }

    int port() {
        return socket.getLocalPort();
    }

    /// Waits for the end of the dialogue.
    ///
    /// @return whether it came so far that something went wrong
    boolean happened() throws IOException {
        join();
        return lines.get() > when;
    }

    private void carry() {
        try (Socket near = socket.accept();
                Socket far = new Socket(receiver.getAddress(), receiver.getPort())) {
            near.setSoTimeout(PATIENCE);
            far.setSoTimeout(PATIENCE);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            Thread commands = Thread.ofVirtual().start(() -> pass(near, far, true));
            pass(far, near, false);
            commands.join();
        } catch (IOException _) {
            // the line broke, as lines do
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(Socket from, Socket to, boolean commands) {
        try {
            var in = new BufferedInputStream(from.getInputStream());
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                boolean now = lines.getAndIncrement() == when && fault != Fault.NONE;
                if (now && (commands || fault == Fault.CUT)) break;
                String passed = now ? fault.reply + "\r\n" : line;
                to.getOutputStream().write(passed.getBytes(StandardCharsets.ISO_8859_1));
                if (now && line.startsWith("35")) break; // the host would wait for a text
            }
        } catch (IOException _) {
            // the line broke, as lines do
        } finally {
            close(from);
            close(to);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            line.append((char) octet);
            if (octet == '\n') return line.toString();
        }
        return "";
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // it was gone
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        join();
    }

    private void join() throws IOException {
        try {
            if (!thread.join(Duration.ofMillis(2L * PATIENCE))) throw new AssertionError("hangs");
        } catch (InterruptedException e) {
            throw new InterruptedIOException(e.getMessage());
        }
    }
}
