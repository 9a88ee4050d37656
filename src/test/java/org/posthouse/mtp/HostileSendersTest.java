package org.posthouse.mtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.wire.Dialogue;

/// Senders that do not play by the rules: each gets the RFC's reply or a clean end, and leaves
/// nothing behind (the fixture looks for conversations and texts that are left).
final class HostileSendersTest {
    private static final String REFUSAL =
            "421 Y Service not available, closing transmission channel";

    @Test
    void noiseIsAnsweredAndForgotten() throws IOException {
        var random = new Random(57);
        try (var receiver = receiver("@host Y")) {
            for (int i = 0; i < 300; i++) {
                byte[] noise = new byte[random.nextInt(5000)];
                random.nextBytes(noise);
                try (Socket socket = connect(receiver)) {
                    write(socket, i % 2 == 0 ? "MRSQ T\r\nMAIL FROM:<a@b>\r\n" : "");
                    socket.getOutputStream().write(noise);
                    socket.shutdownOutput();
                    assertThat(lines(socket)).allMatch(line -> line.matches("[2-5]\\d\\d [ -~]*"));
                } catch (SocketException _) {
                    // it had enough before we had
                }
            }
        }
    }

    @Test
    void aSenderThatVanishesLeavesNothing() throws IOException {
        try (var receiver = receiver("@host Y")) {
            for (int i = 0; i < 100; i++) {
                try (Socket socket = connect(receiver)) {
                    write(
                            socket,
                            "MRSQ T\r\nMAIL FROM:<a@b>\r\nheld\r\n.\r\nMAIL FROM:<a@b>\r\nhalf");
                    socket.setSoLinger(i % 2 == 0, 0); // the other half is reset
                }
            }
        }
    }

    /// An octet now and then keeps no conversation alive: the deadline is for the whole line.
    @Test
    void aTrickleIsCutOff() throws IOException {
        try (var receiver = receiver("@host Y\n@command-timeout \"1s\"");
                Socket socket = connect(receiver)) {
            InputStream in = socket.getInputStream();
            socket.setSoTimeout(50);
            var heard = new StringBuilder();
            Instant end = Instant.now().plusSeconds(20);
            while (!heard.toString().contains("421") && Instant.now().isBefore(end)) {
                write(socket, "N");
                try {
                    for (int octet = in.read(); octet >= 0; octet = in.read())
                        heard.append((char) octet);
                } catch (SocketTimeoutException _) {
                    // nothing yet
                }
            }
            assertThat(heard.toString()).endsWith(REFUSAL + "\r\n");
        }
    }

    @Test
    void overCapacityIsRefused() throws IOException {
        try (var receiver = receiver("@host Y\n@sessions 1");
                Socket first = connect(receiver)) {
            assertThat(line(first)).isEqualTo("220 Y Service ready");
            try (Socket second = connect(receiver)) {
                assertThat(lines(second)).containsExactly(REFUSAL);
            }
            write(first, "QUIT\r\n");
            assertThat(line(first)).startsWith("221");
        }
    }

    /// RFC 780 section 5.3: 421 "may be given to any command if the MTP-receiver knows it must shut
    /// down"; a text that has begun is heard to its end.
    @Test
    void drainingEndsWhoWaitsAndHearsOutWhoSpeaks() throws IOException {
        try (var receiver = receiver("@host Y");
                Socket idle = connect(receiver);
                Socket busy = connect(receiver)) {
            assertThat(line(idle)).startsWith("220");
            assertThat(line(busy)).startsWith("220");
            write(busy, "MAIL FROM:<waldo@A> TO:<Foo@Y>\r\n");
            assertThat(line(busy)).startsWith("354");
            receiver.listener().drain();
            assertThat(lines(idle)).containsExactly(REFUSAL);
            write(busy, "text\r\n.\r\n");
            assertThat(lines(busy)).hasSize(2).first().asString().startsWith("250");
            assertThat(receiver.spooled()).containsExactly("waldo@A -> Foo@Y : text");
        }
    }

    /// What is not kept takes no memory: a command line and a text far above their limits.
    @Test
    void oversizeIsHeardOutAndNotKept() throws IOException {
        try (var receiver = receiver("@host Y\n@message-size 10000");
                Socket socket = connect(receiver)) {
            String much = "x".repeat(100_000);
            write(socket, "HELP ");
            for (int i = 0; i < 50; i++) write(socket, much);
            write(socket, "\r\nMAIL FROM:<waldo@A> TO:<Foo@Y>\r\n");
            for (int i = 0; i < 50; i++) write(socket, much + "\r\n");
            write(socket, ".\r\nQUIT\r\n");
            assertThat(lines(socket))
                    .extracting(reply -> reply.substring(0, 3))
                    .containsExactly("220", "500", "354", "552", "221");
            assertThat(receiver.intake().longestText()).isLessThan(20_000);
        }
    }

    /// However small the table: a list of a hundred stale names is no attack yet.
    @Test
    void whoGuessesNamesIsHungUpOn() throws IOException {
        try (var receiver = receiver("@host Y\n@recipients 2\n@refuse NO_SUCH_USER guess@Y");
                Socket socket = connect(receiver)) {
            write(socket, "MRSQ R\r\n" + "MRCP TO:<guess@Y>\r\n".repeat(101));
            List<String> replies = lines(socket);
            assertThat(replies).hasSize(2 + 101);
            assertThat(replies.subList(2, 102)).allMatch(reply -> reply.startsWith("550"));
            assertThat(replies.getLast())
                    .isEqualTo("421 Y Too many refused, closing transmission channel");
        }
    }

    private static ReceiverFixture receiver(String settings) throws IOException {
        return ReceiverFixture.of(Dialogue.of("hostile", settings));
    }

    private static Socket connect(ReceiverFixture receiver) throws IOException {
        var socket = new Socket(receiver.address().getAddress(), receiver.address().getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void write(Socket socket, String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String line(Socket socket) throws IOException {
        var line = new StringBuilder();
        int octet = socket.getInputStream().read();
        for (; octet >= 0 && octet != '\n'; octet = socket.getInputStream().read())
            line.append((char) octet);
        return line.toString().strip();
    }

    private static List<String> lines(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
                .lines()
                .toList();
    }
}
