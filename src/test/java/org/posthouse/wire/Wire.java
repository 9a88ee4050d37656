package org.posthouse.wire;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

/// A real line over loopback with a [Connection] at our end and a bare socket at theirs.
record Wire(Connection ours, Socket theirs) implements AutoCloseable {
    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int PATIENCE = 30_000; // milliseconds

    static Wire open() throws IOException {
        return open(Transcript.NONE);
    }

    static Wire open(Transcript transcript) throws IOException {
        try (var listening = new ServerSocket(0, 1, LOOPBACK)) {
            var theirs = new Socket(LOOPBACK, listening.getLocalPort());
            theirs.setSoTimeout(PATIENCE);
            theirs.setTcpNoDelay(true);
            return new Wire(new Connection(listening.accept(), transcript), theirs);
        }
    }

    /// They say these octets, the characters 0 to 255.
    void say(String octets) throws IOException {
        theirs.getOutputStream().write(Pieces.latin(octets));
    }

    /// They say this again and again, one octet every `pause`, until nobody takes it any more.
    void drip(String octets, Duration pause) {
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                for (int i = 0; ; i = (i + 1) % octets.length()) {
                                    theirs.getOutputStream().write(octets.charAt(i));
                                    LockSupport.parkNanos(pause.toNanos());
                                }
                            } catch (IOException _) {
                                // cut off, as it should be
                            }
                        });
    }

    /// All that they hear until we end.
    String heard() throws IOException {
        return new String(theirs.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /// The first octets that they hear: what comes behind them may be a reset, when we end while
    /// they go on talking.
    String heard(int octets) throws IOException {
        return new String(theirs.getInputStream().readNBytes(octets), StandardCharsets.ISO_8859_1);
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofMillis(PATIENCE).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time: " + what).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    @Override
    public void close() throws IOException {
        theirs.close();
        ours.close();
    }
}
