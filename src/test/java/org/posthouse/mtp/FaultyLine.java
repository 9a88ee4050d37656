package org.posthouse.mtp;

import module java.base;

import org.jspecify.annotations.Nullable;

/// A line between a sender and a receiver on which something goes wrong once. It follows the
/// dialogue, which alternates (RFC 780 section 5.3), exchange by exchange: the greeting is the
/// first, each command the next, the end of a text one too.
final class FaultyLine implements AutoCloseable {
    /// What goes wrong.
    enum Fault {
        NONE,
        /// The line breaks before the command is through.
        CUT_BEFORE,
        /// The line breaks when the command is through and its reply is not.
        CUT_AFTER,
        /// The reply is no reply.
        GARBLED,
        /// The command does not get through and is answered so; before a greeting, too.
        REPLY_421("421 Y Service not available"),
        REPLY_451("451 Local error"),
        REPLY_452("452 No room"),
        REPLY_500("500 What?"),
        REPLY_503("503 Bad sequence"),
        REPLY_550("550 No");

        private final String reply;

        Fault() {
            this("");
        }

        Fault(String reply) {
            this.reply = reply;
        }

        boolean isReply() {
            return !reply.isEmpty();
        }
    }

    private static final int PATIENCE = 60_000; // milliseconds

    private final InetSocketAddress receiver;
    private final Fault fault;
    private final int when;
    private final UnaryOperator<String> replies;
    private final Dialect dialect;
    private final ServerSocket socket;
    private final Thread thread;
    private final AtomicInteger exchanges = new AtomicInteger();

    /// @param when the number of the exchange that goes wrong, from 0
    /// @param replies what becomes of each reply that gets through
    /// @param dialect the receiver's
    FaultyLine(
            InetSocketAddress receiver,
            Fault fault,
            int when,
            UnaryOperator<String> replies,
            Dialect dialect)
            throws IOException {
        this.receiver = receiver;
        this.fault = fault;
        this.when = when;
        this.replies = replies;
        this.dialect = dialect;
        this.socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        this.thread = Thread.ofVirtual().name("line").start(this::carry);
    }

    int port() {
        return socket.getLocalPort();
    }

    /// Takes no more calls and waits for the end of the dialogue.
    ///
    /// @return whether it came so far that something went wrong
    boolean happened() throws IOException {
        close();
        return exchanges.get() > when;
    }

    private void carry() {
        while (!socket.isClosed()) {
            try (Socket near = socket.accept();
                    Socket far = new Socket(receiver.getAddress(), receiver.getPort())) {
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                near.setSoTimeout(PATIENCE);
                far.setSoTimeout(PATIENCE);
                carry(new End(near), new End(far));
            } catch (IOException _) {
                // the line broke, as lines do
            }
        }
    }

    private void carry(End sender, End host) throws IOException {
        String reply = exchange("", sender, host, Said.NOTHING);
        while (reply != null) {
            Said said = said(reply);
            String command =
                    switch (said) {
                        case COMMAND -> sender.line();
                        case TEXT -> text(sender);
                        case NOTHING -> "";
                    };
            reply = command == null ? null : exchange(command, sender, host, said);
        }
    }

    /// What a sender says next.
    private enum Said {
        COMMAND,
        TEXT,
        /// Nothing: by RFC 772 the next reply to a command follows a preliminary one by itself.
        NOTHING
    }

    private Said said(String reply) {
        if (reply.startsWith("354")) return Said.TEXT;
        return dialect == Dialect.RFC772 && reply.startsWith("1") ? Said.NOTHING : Said.COMMAND;
    }

    private static @Nullable String text(End sender) throws IOException {
        var text = new StringBuilder();
        for (String line = sender.line(); line != null; line = sender.line()) {
            text.append(line);
            if (line.equals(".\r\n")) return text.toString();
        }
        return null;
    }

    /// @return the reply as the sender got it; nothing when the line is broken
    private @Nullable String exchange(String command, End sender, End host, Said said)
            throws IOException {
        boolean now = exchanges.getAndIncrement() == when;
        if (now && fault == Fault.CUT_BEFORE) return null;
        boolean follows = said == Said.NOTHING && exchanges.get() > 1 && dialect == Dialect.RFC772;
        // what follows by itself is of something that got through
        if (now && fault.isReply() && !follows) {
            if (said != Said.COMMAND) host.leave();
            sender.say(fault.reply + "\r\n");
            return said != Said.COMMAND || fault == Fault.REPLY_421 ? null : fault.reply;
        }
        host.say(command);
        String reply = host.line();
        if (reply == null || now && fault == Fault.CUT_AFTER) return null;
        if (now && fault == Fault.GARBLED) {
            sender.say("Hello?\r\n");
            return null;
        }
        String passed = replies.apply(reply);
        sender.say(passed);
        return passed;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        join();
    }

    private void join() throws IOException {
        try {
            if (!thread.join(Duration.ofMillis(PATIENCE))) throw new AssertionError("hangs");
        } catch (InterruptedException e) {
            throw new InterruptedIOException(e.getMessage());
        }
    }

    /// One end of the line, in lines.
    private record End(Socket socket, InputStream in) {
        End(Socket socket) throws IOException {
            this(socket, new BufferedInputStream(socket.getInputStream()));
        }

        /// With its CRLF; nothing when no whole line comes.
        @Nullable String line() throws IOException {
            var line = new StringBuilder();
            while (true) {
                int octet = in.read();
                if (octet < 0) return null;
                line.append((char) octet);
                if (octet == '\n') return line.toString();
            }
        }

        void say(String words) throws IOException {
            socket.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
        }

        void leave() throws IOException {
            socket.close();
        }
    }
}
