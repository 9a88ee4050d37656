package org.posthouse;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.cli.ServeOptions.Ports;
import org.posthouse.conf.Conf;

/// RFC 784's host mail capability table over sockets: a host is tried by the next protocol of its
/// route where the first is refused or unknown, and that is known after a restart too.
@Timeout(120)
final class CapabilityTableTest {
    @TempDir Path room;

    /// Something that listens and does not speak MTP.
    private static final class Stranger implements AutoCloseable {
        final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        final AtomicInteger callers = new AtomicInteger();
        private final Thread thread = Thread.startVirtualThread(this::greet);

        Stranger() throws IOException {}

        private void greet() {
            while (!socket.isClosed()) {
                try (Socket caller = socket.accept()) {
                    callers.incrementAndGet();
                    caller.getOutputStream()
                            .write("SSH-2.0-stranger\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // closed, or the caller is gone
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
            thread.interrupt();
        }
    }

    private Server start(String name, String toml) throws IOException {
        Conf conf = Conf.parse(name, "host = \"" + name + "\"\n" + toml);
        Settings settings =
                Settings.from(conf, Optional.of(room.resolve(name)), Ports.UNPRIVILEGED);
        assertThat(conf.mistakes()).isEmpty();
        return Server.start(settings);
    }

    private static int port(Server server) {
        return server.places().getFirst().listener().address().getPort();
    }

    private static void send(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.setSoTimeout(30_000);
            in.readLine();
            for (String line :
                    List.of("MAIL FROM:<joe@client> TO:<foo@there.example>", "\r\nHello\r\n.")) {
                byte[] octets = (line + "\r\n").getBytes(StandardCharsets.US_ASCII);
                socket.getOutputStream().write(octets);
                assertThat(in.readLine()).matches("(354|250) .*");
            }
        }
    }

    private void awaitLetters(int count) throws IOException {
        Path box = room.resolve("there.example/mail/foo/new");
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end) {
            if (Files.isDirectory(box)) {
                try (Stream<Path> files = Files.list(box)) {
                    if (files.count() >= count) return;
                }
            }
            LockSupport.parkNanos(10_000_000);
        }
        throw new AssertionError("never came: " + count + " letters");
    }

    @Test
    void theProtocolThatAnswersIsUsedAndRemembered() throws IOException {
        try (var stranger = new Stranger();
                Server there =
                        start("there.example", "[listen.smtp]\naddress = \"127.0.0.1:0\"\n")) {
            String route =
                    """
                    [listen.mtp]
                    address = "127.0.0.1:0"
                    [[route]]
                    to = "there.example"
                    send = ["mtp://127.0.0.1:%d", "smtp://127.0.0.1:%d"]
                    """
                            .formatted(stranger.socket.getLocalPort(), port(there));
            try (Server here = start("here.example", route)) {
                send(port(here));
                awaitLetters(1);
                assertThat(stranger.callers).hasValue(1);
            }
            try (Server again = start("here.example", route)) {
                send(port(again));
                awaitLetters(2);
                assertThat(stranger.callers).hasValue(1);
            }
        }
    }
}
