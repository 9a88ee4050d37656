package org.posthouse.wire;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

/// A peer that talks and never listens must not hold its conversation for ever.
final class DeafPeerTest {
    private static final Duration LIMIT = Duration.ofMillis(50);

    @Test
    void isCutOffWhenItTakesNoReplies() throws Exception {
        var ended = new CountDownLatch(1);
        var protocol =
                new Listener.Protocol() {
                    @Override
                    public void converse(Connection connection) throws IOException {
                        try {
                            while (connection.line(100, LIMIT) instanceof Line.Text) {
                                connection.send("250 " + "x".repeat(500));
                            }
                        } finally {
                            ended.countDown();
                        }
                    }

                    @Override
                    public void refuse(Connection connection) {}
                };
        try (var listener =
                        Listener.open(
                                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                                "deaf",
                                protocol,
                                new Listener.Capacity(10, 10));
                var deaf = new Socket()) {
            deaf.setReceiveBufferSize(4096);
            deaf.connect(listener.address());
            Thread.ofVirtual().start(() -> talk(deaf));
            assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    /// Until nobody takes it any more.
    private static void talk(Socket deaf) {
        byte[] many = "NOOP\r\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        try {
            while (true) deaf.getOutputStream().write(many);
        } catch (IOException _) {
            // cut off, or the test is over
        }
    }
}
