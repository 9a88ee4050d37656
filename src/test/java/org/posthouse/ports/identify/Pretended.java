package org.posthouse.ports.identify;

import module java.base;

/// A service that is pretended to at a port of its own on loopback, by a script of a few lines; it
/// remembers what was said to it.
final class Pretended implements AutoCloseable {
    /// With a service that answers: as long as a busy machine may need.
    static final Patience PATIENT =
            new Patience(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(40),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(90));

    /// What the service does with one caller.
    interface Part {
        void play(Caller caller) throws IOException;
    }

    /// A caller as the service sees it.
    static final class Caller {
        private final Socket socket;
        private final List<String> heard;
        private final InputStream in;
        private final OutputStream out;

        private Caller(Socket socket, List<String> heard) throws IOException {
            this.socket = socket;
            this.heard = heard;
            this.in = socket.getInputStream();
            this.out = socket.getOutputStream();
        }

        /// The same, over another line.
        Caller over(Socket other) throws IOException {
            return new Caller(other, heard);
        }

        Socket socket() {
            return socket;
        }

        void say(String octets) throws IOException {
            out.write(octets.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        void line(String line) throws IOException {
            say(line + "\r\n");
        }

        /// The next line; empty at the end.
        Optional<String> line() throws IOException {
            var line = new StringBuilder();
            int c = in.read();
            if (c < 0) return Optional.empty();
            for (; c >= 0 && c != '\n'; c = in.read()) if (c != '\r') line.append((char) c);
            heard.add(line.toString());
            return Optional.of(line.toString());
        }

        /// So many octets; fewer at the end.
        String octets(int count) throws IOException {
            String read = new String(in.readNBytes(count), StandardCharsets.ISO_8859_1);
            if (!read.isEmpty()) heard.add(read);
            return read;
        }

        /// What comes in one piece; empty at the end.
        String piece() throws IOException {
            byte[] buffer = new byte[4096];
            int read = in.read(buffer);
            String piece =
                    read <= 0 ? "" : new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
            if (!piece.isEmpty()) heard.add(piece);
            return piece;
        }

        /// Answers each line by the first entry whose key it begins with, else by the last one.
        void answer(String... keysAndReplies) throws IOException {
            for (Optional<String> line = line(); line.isPresent(); line = line()) {
                line(reply(line.get().toUpperCase(Locale.ROOT), keysAndReplies));
                if (line.get().equalsIgnoreCase("QUIT")) return;
            }
        }

        private static String reply(String line, String... keysAndReplies) {
            for (int i = 0; i + 1 < keysAndReplies.length; i += 2) {
                if (line.startsWith(keysAndReplies[i])) return keysAndReplies[i + 1];
            }
            return keysAndReplies[keysAndReplies.length - 1];
        }

        /// Reads to the end and says nothing.
        void listen() throws IOException {
            while (!piece().isEmpty()) {
                // nothing to be said
            }
        }
    }

    private final ServerSocket socket;
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final Set<Socket> callers = ConcurrentHashMap.newKeySet();

    private Pretended(ServerSocket socket) {
        this.socket = socket;
    }

    static Pretended playing(Part part) throws IOException {
        var service = new Pretended(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")));
        Thread.ofVirtual().start(() -> service.serve(part));
        return service;
    }

    private void serve(Part part) {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                callers.add(caller);
                Thread.ofVirtual().start(() -> attend(caller, part));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void attend(Socket caller, Part part) {
        try (caller) {
            part.play(new Caller(caller, heard));
        } catch (IOException _) {
            // callers go when they like
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    Target target() {
        return Target.of(InetAddress.ofLiteral("127.0.0.1"), port());
    }

    /// What is found out about it.
    Identity identified(Patience patience) {
        return identified(patience, port());
    }

    Identity identified(Patience patience, int like) {
        return new Identifier(Optional.of(patience), Identifier.Manner.ASK)
                .check(target().like(like))
                .identity()
                .orElseThrow();
    }

    /// In a few words: protocol, edition and confidence.
    static String told(Identity identity) {
        return switch (identity.observed()) {
            case Observed.Speaks(_, var edition, var confidence) ->
                    identity.spoken() + " " + edition + " " + confidence.word();
            case Observed.Busy _, Observed.Unknown _, Observed.Silent _, Observed.NotAsked _ ->
                    identity.spoken();
        };
    }

    /// What was said to it, by all callers.
    List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket caller : callers) caller.close();
    }
}
