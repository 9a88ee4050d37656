package org.posthouse.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
@SuppressWarnings("try") // closing early is what is tested
final class ListenerTest {
    private static final Duration LIMIT = Duration.ofMillis(600);
    private static final Duration PATIENT = Duration.ofMinutes(5);

    /// For a connection of whose first packet nothing is lost: it is sent again after a second.
    private static final Duration ONCE = Duration.ofMillis(900);

    private static final InetAddress SECOND = InetAddress.ofLiteral("127.0.0.2");
    private static final InetAddress THIRD = InetAddress.ofLiteral("127.0.0.3");

    /// Greets, echoes lines, takes texts, and says why it goes.
    ///
    /// @param limit for the peer to say a line
    private record Echo(Duration limit) implements Listener.Protocol {
        @Override
        public void converse(Connection connection) throws IOException {
            connection.send("220 ready");
            while (true) {
                switch (connection.line(100, limit)) {
                    case Line.Text(var text) when text.equals("DATA") -> {
                        connection.send("354 go on");
                        connection.text((_, _, _) -> {}, limit);
                    }
                    case Line.Text(var text) when text.equals("FAULT") ->
                            throw new IllegalStateException("a fault on purpose");
                    case Line.Text(var text) -> connection.send("250 " + text);
                    case Line.Stray _, Line.TooLong _ -> connection.send("500 what?");
                    case Line.Nothing _ -> {
                        connection.send("421 " + connection.ending());
                        return;
                    }
                }
            }
        }

        @Override
        public void refuse(Connection connection) throws IOException {
            connection.send("421 too many");
        }
    }

    @Test
    void whoFindsNoPlaceIsToldAndTheNextFindsOne() throws IOException {
        try (var listener = patient(new Listener.Capacity(2, 10));
                var first = caller(listener);
                var second = caller(listener)) {
            assertThat(first.hear()).isEqualTo("220 ready");
            assertThat(second.hear()).isEqualTo("220 ready");
            try (var third = caller(listener)) {
                assertThat(third.hear()).isEqualTo("421 too many");
                assertThat(third.hear()).isEqualTo("(end)");
            }
            assertThat(listener.conversations()).isEqualTo(2);
            first.close();
            Wire.await("a place", () -> listener.conversations() == 1);
            assertWelcome(listener, Wire.LOOPBACK);
        }
    }

    /// Who is no longer counted has given back all that he had.
    @Test
    void thePlaceOfOneWhoWentIsFreeForTheNext() throws IOException {
        try (var listener =
                Listener.open(
                        here(),
                        "test",
                        new Echo(PATIENT),
                        new Listener.Capacity(1, 1),
                        _ -> false)) {
            for (int i = 0; i < 300; i++) {
                assertWelcome(listener, SECOND);
                Wire.await("the end", () -> listener.conversations() == 0);
                assertThat(listener.strangers()).isZero();
            }
        }
    }

    @Test
    void onePeerMayNotTakeAllPlaces() throws IOException {
        try (var listener =
                        Listener.open(
                                here(),
                                "test",
                                new Echo(PATIENT),
                                new Listener.Capacity(10, 1),
                                _ -> false);
                var one = caller(listener, SECOND)) {
            assertThat(one.hear()).isEqualTo("220 ready");
            try (var again = caller(listener, SECOND);
                    var other = caller(listener, THIRD)) {
                assertThat(again.hear()).isEqualTo("421 too many");
                assertThat(other.hear()).isEqualTo("220 ready");
            }
            one.close();
            Wire.await("the places", () -> listener.conversations() == 0);
            assertWelcome(listener, SECOND);
        }
    }

    @Test
    void loopbackIsExemptFromTheLimitOfAPeer() throws IOException {
        try (var listener = patient(new Listener.Capacity(10, 1));
                var one = caller(listener);
                var again = caller(listener)) {
            assertThat(one.hear()).isEqualTo("220 ready");
            assertThat(again.hear()).isEqualTo("220 ready");
        }
    }

    @Test
    void aFaultOfOursEndsOneConversation() throws IOException {
        try (var listener = patient(new Listener.Capacity(2, 2));
                var unlucky = caller(listener);
                var lucky = caller(listener)) {
            assertThat(unlucky.hear()).isEqualTo("220 ready");
            unlucky.say("FAULT\r\n");
            assertThat(unlucky.hear()).isEqualTo("(end)");
            lucky.say("NOOP\r\n");
            assertThat(lucky.hear()).isEqualTo("220 ready");
            assertThat(lucky.hear()).isEqualTo("250 NOOP");
            Wire.await("the place", () -> listener.conversations() == 1);
            assertWelcome(listener, Wire.LOOPBACK);
        }
    }

    @Test
    void aDrainLetsNobodyInAndThoseInsideOut() throws IOException {
        try (var listener =
                        Listener.open(
                                here(), "test", new Echo(PATIENT), new Listener.Capacity(10, 10));
                var waiting = caller(listener)) {
            assertThat(waiting.hear()).isEqualTo("220 ready");
            var address = listener.address();
            listener.drain();
            assertThat(waiting.hear()).isEqualTo("421 DRAINING");
            assertThat(waiting.hear()).isEqualTo("(end)");
            assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()))
                    .isInstanceOf(ConnectException.class);
            Wire.await("the end", () -> listener.conversations() == 0);
        }
    }

    @Test
    void aCloseEndsATextToo() throws IOException {
        try (var listener =
                        Listener.open(
                                here(), "test", new Echo(PATIENT), new Listener.Capacity(10, 10));
                var sending = caller(listener)) {
            sending.say("DATA\r\nhalf a te");
            assertThat(sending.hear()).isEqualTo("220 ready");
            assertThat(sending.hear()).isEqualTo("354 go on");
            listener.close();
            assertThat(sending.hear()).isEqualTo("(end)");
            Wire.await("the end", () -> listener.conversations() == 0);
        }
    }

    /// What a conversation does at its end, it has done.
    @Test
    void afterACloseNobodyIsLeft() throws IOException {
        var ended = new AtomicInteger();
        var protocol =
                new Listener.Protocol() {
                    @Override
                    public void converse(Connection connection) throws IOException {
                        new Echo(PATIENT).converse(connection);
                        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                        ended.incrementAndGet();
                    }

                    @Override
                    public void refuse(Connection connection) {}
                };
        Listener listener = Listener.open(here(), "test", protocol, new Listener.Capacity(10, 10));
        try (var one = caller(listener);
                var other = caller(listener)) {
            assertThat(one.hear()).isEqualTo("220 ready");
            assertThat(other.hear()).isEqualTo("220 ready");
            listener.close();
            assertThat(ended).hasValue(2);
        }
    }

    @Test
    void anAddressThatIsTakenIsSaid() throws IOException {
        try (var listener = listener(new Listener.Capacity(1, 1))) {
            assertThatThrownBy(
                            () ->
                                    Listener.open(
                                            listener.address(),
                                            "test",
                                            new Echo(LIMIT),
                                            new Listener.Capacity(1, 1)))
                    .isInstanceOf(BindException.class);
        }
    }

    /// The backlog is long enough that none of them is left to knock again a second later.
    @Test
    void fiveHundredAtOnceAreAllGreeted() throws Exception {
        try (var listener = patient(new Listener.Capacity(1000, 10));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var callers = new ArrayList<Future<String>>();
            for (int i = 0; i < 500; i++)
                callers.add(
                        threads.submit(
                                () -> {
                                    try (var caller = caller(listener, Wire.LOOPBACK, ONCE)) {
                                        return caller.hear();
                                    }
                                }));
            for (Future<String> caller : callers)
                assertThat(caller.get(60, TimeUnit.SECONDS)).isEqualTo("220 ready");
        }
    }

    /// Each of them does what no decent client does.
    private static final List<String> HOSTILE =
            List.of(
                    "", // says nothing and goes
                    "silent", // says nothing and stays
                    "half a li",
                    "DATA\r\nhalf a text\r\n.\r",
                    "x".repeat(10_000) + "\r\n",
                    "y".repeat(200_000), // a line without an end
                    "\0\0\0\r\n\0\n\r\0",
                    "\n\n\n\r\r\r",
                    "FAULT\r\n",
                    "NOOP\r\n".repeat(2000));

    @Test
    void hostileCallersLeaveNothingBehind() throws Exception {
        int deadlines = Deadline.watched();
        try (var listener = listener(new Listener.Capacity(300, 10))) {
            hostile(listener, 20); // so that what is made once is there
            Wire.await("all to be gone", () -> listener.conversations() == 0);
            long before = threads();
            for (int round = 0; round < 3; round++) {
                hostile(listener, 200);
                Wire.await("all to be gone", () -> listener.conversations() == 0);
            }
            Wire.await("their deadlines too", () -> Deadline.watched() <= deadlines);
            assertThat(threads()).isLessThanOrEqualTo(before + 3);
            assertThat(listener.strangers()).isZero();
            assertWelcome(listener, Wire.LOOPBACK);
        }
    }

    /// Threads of the platform, but for those that carry virtual ones: there are as many of these
    /// as processors were busy.
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("ForkJoinPool"))
                .count();
    }

    private static void hostile(Listener listener, int callers) throws IOException {
        var staying = new ArrayList<Caller>();
        for (int i = 0; i < callers; i++) {
            String manner = HOSTILE.get(i % HOSTILE.size());
            Caller caller = caller(listener);
            if (manner.equals("silent")) {
                staying.add(caller);
                continue;
            }
            caller.sayIfHeard(manner);
            switch (i / HOSTILE.size() % 4) {
                case 0 -> caller.close();
                case 1 -> caller.reset();
                case 2 -> {
                    caller.socket.shutdownOutput();
                    staying.add(caller);
                }
                default -> staying.add(caller); // until it is cut off
            }
        }
        Wire.await("the late to be cut", () -> listener.conversations() == 0);
        for (Caller caller : staying) caller.close();
    }

    private static Listener listener(Listener.Capacity capacity) throws IOException {
        return Listener.open(here(), "test", new Echo(LIMIT), capacity);
    }

    private static Listener patient(Listener.Capacity capacity) throws IOException {
        return Listener.open(here(), "test", new Echo(PATIENT), capacity);
    }

    private static InetSocketAddress here() {
        return new InetSocketAddress(Wire.LOOPBACK, 0);
    }

    private static Caller caller(Listener listener) throws IOException {
        return caller(listener, Wire.LOOPBACK);
    }

    private static Caller caller(Listener listener, InetAddress from) throws IOException {
        return caller(listener, from, Duration.ofSeconds(30));
    }

    private static Caller caller(Listener listener, InetAddress from, Duration limit)
            throws IOException {
        var socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.setSoTimeout(30_000);
        socket.connect(listener.address(), Math.toIntExact(limit.toMillis()));
        return new Caller(socket, new BufferedInputStream(socket.getInputStream()));
    }

    private static void assertWelcome(Listener listener, InetAddress from) throws IOException {
        try (var caller = caller(listener, from)) {
            assertThat(caller.hear()).isEqualTo("220 ready");
        }
    }

    private record Caller(Socket socket, InputStream in) implements Closeable {
        void say(String octets) throws IOException {
            socket.getOutputStream().write(Pieces.latin(octets));
        }

        /// Cut off in the midst of it, as may be.
        void sayIfHeard(String octets) {
            try {
                say(octets);
            } catch (IOException _) {
                // they have had enough
            }
        }

        String hear() throws IOException {
            var line = new StringBuilder();
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) return line + "(end)";
                line.append((char) octet);
            }
            return line.toString().strip();
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
