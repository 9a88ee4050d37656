package org.posthouse.whole;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mail by FTP through processes as users run them: in by hand, from queue to queue, and back as a
/// notice.
final class FtpmailTest {
    private static final String TEXT =
            """
            From: geoff at relay.example\r
            Subject: A lone period\r
            \r
            before\r
            .\r
            after\r
            """;

    @TempDir private Path directory;

    @Test
    void aTextGoesFromQueueToQueueUnchanged() throws Exception {
        try (var old = Destination.start(directory.resolve("old"), "old.example");
                var relay =
                        Destination.start(
                                directory.resolve("relay"), "relay.example", route(old))) {
            post(relay.port("FTPMAIL"), "klh@old.example", "jones@old.example");
            for (String user : List.of("klh", "jones")) {
                String letter = new String(old.awaitLetter(user), StandardCharsets.US_ASCII);
                assertThat(letter)
                        .contains("Return-Path: <geoff@relay.example>")
                        .contains(" with FTP id ")
                        .endsWith("\r\n\r\nbefore\r\n.\r\nafter\r\n");
            }
        }
    }

    /// Whom the header names hears of it when the next host refuses.
    @Test
    void aNoticeGoesToTheAuthor() throws Exception {
        try (var old = Destination.start(directory.resolve("old"), "old.example");
                var relay =
                        Destination.start(
                                directory.resolve("relay"), "relay.example", route(old))) {
            post(relay.port("FTPMAIL"), "nobody@nowhere.example");
            String notice = new String(relay.awaitLetter("geoff"), StandardCharsets.US_ASCII);
            assertThat(notice)
                    .contains("Return-Path: <>")
                    .contains("550 No way to that host is known")
                    .contains("nobody@nowhere.example");
        }
    }

    private static String route(Destination to) {
        return """
        [[route]]
        to = ["old.example", "nowhere.example"]
        send = "ftpmail://127.0.0.1:%d?host=old.example"
        """
                .formatted(to.port("FTPMAIL"));
    }

    /// Recipients first (RFC 743), and the text on a data connection, since it has a lone period.
    private static void post(int port, String... to) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            ask(socket, in, "", "220");
            ask(socket, in, "XRSQ R", "200");
            for (String one : to) ask(socket, in, "XRCP " + one, "200");
            String told = ask(socket, in, "PASV", "227");
            Matcher data = Pattern.compile(".*,(\\d+),(\\d+)").matcher(told);
            assertThat(data.matches()).isTrue();
            int there = Integer.parseInt(data.group(1)) << 8 | Integer.parseInt(data.group(2));
            try (var line = new Socket(InetAddress.getLoopbackAddress(), there)) {
                ask(socket, in, "MLFL", "150");
                line.getOutputStream().write(TEXT.getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(in.readLine()).startsWith("226");
        }
    }

    private static String ask(Socket socket, BufferedReader in, String command, String code)
            throws IOException {
        if (!command.isEmpty())
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        String reply = in.readLine();
        assertThat(reply).as(command).startsWith(code);
        return reply;
    }
}
