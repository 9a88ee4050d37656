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

    private static final String DELAY = "120 Y Service ready in 001 minutes";

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
            Instant end = Instant.now().plusSeconds(60);
            while (!heard.toString().contains("421") && Instant.now().isBefore(end)) {
                try {
                    write(socket, "N");
                } catch (SocketException _) {
                    // it was hung up on: what was said before is still there
                }
                try {
                    for (int octet = in.read(); octet >= 0; octet = in.read())
                        heard.append((char) octet);
                } catch (SocketTimeoutException | SocketException _) {
                    // nothing yet, or reset behind the last words
                }
            }
            assertThat(heard.toString()).endsWith(REFUSAL + "\r\n");
        }
    }

    @Test
    void overCapacityIsRefusedWhereNobodyMayWait() throws IOException {
        for (String setting : List.of("@waiting 0", "@dialect \"auto\"")) {
            try (var receiver = receiver("@host Y\n@sessions 1\n" + setting);
                    Socket first = connect(receiver)) {
                assertThat(line(first)).isEqualTo("220 Y Service ready");
                try (Socket second = connect(receiver)) {
                    assertThat(lines(second)).containsExactly(REFUSAL);
                }
                write(first, "QUIT\r\n");
                assertThat(line(first)).startsWith("221");
            }
        }
    }

    /// RFC 780 section 5.3: 120, and "to the continue with the 220 reply when ready".
    @Test
    void overCapacityMayWaitForAPlace() throws IOException {
        try (var receiver = receiver("@host Y\n@sessions 1\n@delay \"20s\"");
                Socket first = connect(receiver)) {
            assertThat(line(first)).isEqualTo("220 Y Service ready");
            try (Socket second = connect(receiver)) {
                assertThat(line(second)).isEqualTo(DELAY);
                write(second, "CONT\r\n");
                write(first, "QUIT\r\n");
                assertThat(line(first)).startsWith("221");
                assertThat(line(second)).isEqualTo("220 Y Service ready");
                write(second, "MAIL FROM:<a@b> TO:<c@Y>\r\nin the end\r\n.\r\nQUIT\r\n");
                assertThat(lines(second)).hasSize(3);
            }
            assertThat(receiver.spooled()).containsExactly("a@b -> c@Y : in the end");
        }
    }

    /// RFC 772 has 220 follow by itself; and a receiver that is starting has no place for anybody
    /// yet.
    @Test
    void aStartingReceiverAsksToWait() throws IOException {
        for (String dialect : List.of("rfc772", "rfc780")) {
            String settings = "@host Y\n@sessions starting\n@delay \"61s\"\n@dialect ";
            try (var receiver = receiver(settings + '"' + dialect + '"');
                    Socket socket = connect(receiver)) {
                assertThat(line(socket)).isEqualTo("120 Y Service ready in 002 minutes");
                if (dialect.equals("rfc780")) write(socket, "CONT\r\n");
                receiver.listener().ready();
                assertThat(line(socket)).isEqualTo("220 Y Service ready");
                write(socket, "QUIT\r\n");
                assertThat(lines(socket)).hasSize(1);
            }
        }
    }

    /// Those who wait are counted, and do not wait for ever.
    @Test
    void moreThanMayWaitAreRefused() throws IOException {
        try (var receiver = receiver("@host Y\n@sessions 0\n@waiting 2\n@delay \"3s\"");
                Socket first = connect(receiver);
                Socket second = connect(receiver)) {
            assertThat(line(first)).isEqualTo(DELAY);
            assertThat(line(second)).isEqualTo(DELAY);
            try (Socket third = connect(receiver)) {
                assertThat(lines(third)).containsExactly(REFUSAL);
            }
            write(second, "CONT\r\n");
            assertThat(lines(first)).containsExactly(REFUSAL);
            assertThat(lines(second)).containsExactly(REFUSAL);
            try (Socket third = connect(receiver)) {
                assertThat(line(third)).isEqualTo(DELAY);
            }
        }
    }

    /// RFC 780 section 5.3: a receiver that drains says 120 to those who come, and 421 to those who
    /// would wait, or do.
    @Test
    void aDrainingReceiverKeepsNobodyWaiting() throws IOException {
        try (var receiver = receiver("@host Y\n@sessions 1");
                Socket busy = connect(receiver)) {
            assertThat(line(busy)).startsWith("220");
            write(busy, "MAIL FROM:<a@b> TO:<c@Y>\r\n");
            assertThat(line(busy)).startsWith("354");
            try (Socket asked = connect(receiver);
                    Socket waits = connect(receiver)) {
                assertThat(line(asked)).isEqualTo(DELAY);
                assertThat(line(waits)).isEqualTo(DELAY);
                write(waits, "CONT\r\n");
                receiver.listener().drain();
                assertThat(lines(asked)).containsExactly(REFUSAL);
                assertThat(lines(waits)).containsExactly(REFUSAL);
            }
            try (Socket late = connect(receiver);
                    Socket givesUp = connect(receiver)) {
                assertThat(line(late)).isEqualTo(DELAY);
                write(late, "CONT\r\n");
                assertThat(lines(late)).containsExactly(REFUSAL);
                assertThat(line(givesUp)).isEqualTo(DELAY);
                write(givesUp, "ABRT\r\nQUIT\r\n");
                assertThat(lines(givesUp)).hasSize(2).first().asString().startsWith("201");
            }
            write(busy, "text\r\n.\r\n");
            assertThat(lines(busy)).first().asString().startsWith("250");
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

    /// "The 421 reply may be given to any command" (RFC 780 section 5.3): whatever a sender has
    /// begun, a drain between two commands is told so, and a text that is held is let go of.
    @Test
    void aDrainIsSaidInEveryState() throws IOException {
        List<String> states =
                List.of(
                        "NOOP",
                        "MRSQ R",
                        "MRSQ R\r\nMRCP TO:<Foo@Y>",
                        "MRSQ T",
                        "MRSQ T\r\nMAIL FROM:<waldo@A>\r\ntext\r\n.",
                        "MAIL FROM:<waldo@A> TO:<moved@Y>",
                        "MRSQ R\r\nMRCP TO:<moved@Y>",
                        "MRSQ T\r\nMAIL FROM:<waldo@A>\r\ntext\r\n.\r\nMRCP TO:<moved@Y>");
        for (String state : states) {
            try (var receiver = receiver("@host Y\n@elsewhere moved@Y moved@X");
                    Socket socket = connect(receiver)) {
                String last = state.endsWith("moved@Y>") ? "151" : "214";
                write(socket, state + (last.equals("214") ? "\r\nHELP HELP\r\n" : "\r\n"));
                for (String reply = ""; !reply.startsWith(last); ) reply = line(socket);
                receiver.listener().drain();
                assertThat(lines(socket)).as(state).containsExactly(REFUSAL);
            }
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
        socket.setSoTimeout(60_000);
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
