package org.posthouse.ftpmail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.posthouse.mail.Memory;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.TestDelivery;
import org.posthouse.wire.Dialogue;
import org.posthouse.wire.ScriptedHost;
import org.posthouse.wire.Transcript;

/// Our sender's MLFL at hosts of all kinds: what is said on the control connection is scripted,
/// what comes on the data connection is heard.
@Timeout(180)
final class SenderDataTest {
    private static final String TEXT = "a\r\n.\r\nb\r\n";

    /// @param lines what became of the recipients
    /// @param data what came on data connections
    /// @param facts what is known of the host now
    private record Sent(List<String> lines, List<String> data, String facts) {}

    @Test
    void theTextEndsWithItsConnection() throws IOException {
        Sent sent = send("a@Y", "S: MLFL a\nR: 150 Go\nR: 226 Sent\n");
        assertThat(sent)
                .isEqualTo(new Sent(List.of("a@Y Delivered 226 Sent"), List.of(TEXT), "{}"));
    }

    @Test
    void oldFtpTellsItsSocketAndAnswersTwice() throws IOException {
        Sent sent = send("a@Y", "S: MLFL a\nR: 255 SOCK 1234\nR: 250 Started\nR: 252 Done\n");
        assertThat(sent.lines).containsExactly("a@Y Delivered 252 Done");
    }

    /// RFC 765 has 151 in the stead of 150.
    @Test
    void aHostThatForwardsMaySayNothingElse() throws IOException {
        Sent sent = send("a@Y", "S: MLFL a\nR: 151 Will forward to a@Z\nR: 250 Sent\n");
        assertThat(sent.lines).containsExactly("a@Y Delivered 250 Sent");
        assertThat(sent.data).containsExactly(TEXT);
    }

    @Test
    void aRefusalSendsNothing() throws IOException {
        Sent sent = send("a@Y", "S: MLFL a\nR: 553 Who?\n");
        assertThat(sent.lines).containsExactly("a@Y Failed 5.1.3 553 Who?");
        assertThat(String.join("", sent.data)).isEmpty();
    }

    @Test
    void aHostWithoutMlflGetsMail() throws IOException {
        for (String no : List.of("500 What?", "502 No", "425 No connection", "454 No connection")) {
            String rest = "S: MAIL a\nR: 354 Go\nS: a\nS:  .\nS: b\nS: .\nR: 250 Sent\n";
            String start = no.startsWith("4") ? "R: 150 Go\n" : "";
            Sent sent = send("a@Y", "S: MLFL a\n" + start + "R: " + no + "\n" + rest);
            assertThat(sent.lines).containsExactly("a@Y Delivered 250 Sent");
            assertThat(sent.facts).isEqualTo("{mlfl=no}");
        }
    }

    /// The names that the host had stored are gone with the text that it did not get.
    @Test
    void storedNamesAreNotSentAnotherText() throws IOException {
        Sent sent =
                send(
                        "a@Y b@Y",
                        """
                        S: MRSQ
                        R: 200 OK
                        S: MRSQ ?
                        R: 215 R
                        S: MRSQ R
                        R: 200 OK
                        S: MRCP a
                        R: 200 OK
                        S: MRCP b
                        R: 200 OK
                        PASV
                        S: MLFL
                        R: 150 Go
                        R: 425 No connection
                        """);
        assertThat(sent.lines)
                .containsExactly(
                        "a@Y Deferred 4.4.2 425 No connection",
                        "b@Y Deferred 4.4.2 425 No connection");
        assertThat(sent.facts).contains("mlfl=no");
    }

    @Test
    void aTextThatWasNotSentHasNotArrived() throws IOException {
        Sent sent = send("a@Y", "S: MLFL a\nR: 226 Sent\nS end\n");
        assertThat(sent.lines).containsExactly("a@Y not settled");
    }

    @Test
    void aHostMayWantALoginFirst() throws IOException {
        Sent sent =
                send(
                        "a@Y",
                        """
                        S: MLFL a
                        R: 530 Please log in
                        S: USER NETML
                        R: 230 In
                        S: MLFL a
                        R: 125 Go
                        R: 226 Sent
                        """);
        assertThat(sent.lines).containsExactly("a@Y Delivered 226 Sent");
    }

    /// @param script of the control connection from PASV on; a line `PASV` is where it comes later
    private static Sent send(String to, String script) throws IOException {
        var listening = new ServerSocket(0, 5, Caller.LOOPBACK);
        try {
            int port = listening.getLocalPort();
            // a third host's address, which is not where we must go
            String passive =
                    "S: PASV\nR: 227 Entering Passive Mode. 10,3,0,6,%d,%d\n"
                            .formatted(port >> 8, port & 255);
            String whole =
                    script.contains("PASV\n")
                            ? script.replace("PASV\n", passive)
                            : passive + script;
            String farewell = script.contains("S end") ? "" : "S: QUIT\nR: 221 Bye\n";
            var dialogue = Dialogue.of(script, "R: 220 Y\n" + whole + farewell);
            var data = new CopyOnWriteArrayList<String>();
            var last = new Socket(); // who comes behind all that the sender opened
            last.bind(new InetSocketAddress(Caller.LOOPBACK, 0));
            int lastPort = last.getLocalPort();
            Thread hearing = Thread.ofVirtual().start(() -> hear(listening, lastPort, data));
            var memory = Memory.of("");
            var delivery = TestDelivery.of("waldo@A", to, TEXT);
            try (var host = ScriptedHost.playing(dialogue)) {
                converse(host.port(), memory, delivery);
            }
            try (last) {
                last.connect(listening.getLocalSocketAddress());
                assertThat(hearing.join(Duration.ofSeconds(60))).isTrue();
            }
            return new Sent(delivery.lines(), List.copyOf(data), memory.facts().toString());
        } catch (InterruptedException e) {
            throw new InterruptedIOException(e.getMessage());
        } finally {
            listening.close();
        }
    }

    private static void converse(int port, Memory memory, TestDelivery delivery) {
        var sender = new FtpmailSender(FtpmailSenderSettings.defaults(), memory, Transcript.NONE);
        try (Outbound.Conversation conversation =
                sender.converse(SenderTranscriptsTest.hop(port, "?host=Y"), "B")) {
            conversation.deliver(delivery);
        } catch (IOException _) {
            // not settled, then
        }
    }

    private static void hear(ServerSocket listening, int last, List<String> data) {
        while (true) {
            try (Socket socket = listening.accept()) {
                if (socket.getPort() == last) return;
                socket.setSoTimeout(60_000);
                byte[] octets = socket.getInputStream().readAllBytes();
                data.add(new String(octets, StandardCharsets.ISO_8859_1));
            } catch (SocketException _) {
                if (listening.isClosed()) return; // else reset: no text
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
