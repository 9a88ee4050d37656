package org.posthouse.ftpmail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.posthouse.wire.Dialogue;

/// MLFL and its data connection, from peers that do their part and from those that do not.
@Timeout(180)
final class DataConnectionsTest {
    @Test
    void aTextComesWhereWeListen() throws IOException {
        try (var receiver = receiver("@host Y");
                var caller = Caller.of(receiver)) {
            Socket data = Caller.dial(caller.passive(), "127.0.0.1");
            assertThat(caller.ask("MLFL Foo")).startsWith("150");
            Caller.pour(data, "one\r\n.\r\n..two");
            assertThat(caller.hear()).startsWith("226 Closing data connection; mail sent");
            assertThat(receiver.spooled()).containsExactly("<> -> Foo@Y : one | . | ..two");
        }
    }

    @Test
    void aTextComesWhereThePeerListens() throws IOException {
        try (var receiver = receiver("@host Y\n@replies \"rfc743\"");
                var caller = Caller.of(receiver);
                var listening = new ServerSocket(0, 1, Caller.LOOPBACK)) {
            assertThat(caller.ask(Caller.portCommand(listening.getLocalPort()))).startsWith("200");
            for (String text : List.of("one", "two")) { // PORT stays in effect
                String socket = caller.ask("MLFL Foo");
                Socket data = listening.accept();
                assertThat(socket).isEqualTo("255 SOCK " + data.getPort());
                assertThat(caller.hear()).startsWith("250");
                Caller.pour(data, text);
                assertThat(caller.hear()).startsWith("252");
            }
            assertThat(receiver.spooled())
                    .containsExactly("<> -> Foo@Y : one", "<> -> Foo@Y : two");
        }
    }

    /// RFC 765: without PORT, the port of the control connection itself.
    @Test
    void theDefaultIsTheControlConnectionsPort() throws IOException {
        try (var receiver = receiver("@host Y");
                var listening = new ServerSocket()) {
            listening.setReuseAddress(true);
            var socket = new Socket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(Caller.LOOPBACK, 0));
            socket.connect(receiver.address());
            try (var caller = new Caller(socket)) {
                socket.setSoTimeout(60_000);
                caller.hear();
                listening.bind(new InetSocketAddress(Caller.LOOPBACK, socket.getLocalPort()));
                assertThat(caller.ask("MLFL Foo")).startsWith("150");
                Caller.pour(listening.accept(), "one");
                assertThat(caller.hear()).startsWith("226");
            }
        }
    }

    /// A stranger who is quicker is shown the door, and the peer still gets through.
    @Test
    void aStrangerIsNotHeard() throws IOException {
        try (var receiver = receiver("@host Y");
                var caller = Caller.of(receiver)) {
            int port = caller.passive();
            try (Socket stranger = Caller.dial(port, "127.0.0.2")) {
                stranger.setSoTimeout(60_000);
                caller.say("MLFL Foo\r\n");
                assertThat(stranger.getInputStream().read()).isNegative();
                Caller.pour(Caller.dial(port, "127.0.0.1"), "mine");
            }
            assertThat(caller.hear()).startsWith("150");
            assertThat(caller.hear()).startsWith("226");
            assertThat(receiver.spooled()).containsExactly("<> -> Foo@Y : mine");
        }
    }

    @Test
    void aPortIsForOneText() throws IOException {
        try (var receiver = receiver("@host Y");
                var caller = Caller.of(receiver)) {
            int first = caller.passive();
            int second = caller.passive();
            assertThat(refused(first)).isTrue();
            Caller.pour(Caller.dial(second, "127.0.0.1"), "one");
            assertThat(caller.ask("MLFL Foo")).startsWith("150");
            assertThat(caller.hear()).startsWith("226");
            assertThat(refused(second)).isTrue();
        }
    }

    private static boolean refused(int port) throws IOException {
        try (Socket _ = Caller.dial(port, "127.0.0.1")) {
            return false;
        } catch (ConnectException e) {
            return true;
        }
    }

    @Test
    void noPortIsLeftBehind() throws IOException {
        int port;
        try (var receiver = receiver("@host Y")) {
            try (var caller = Caller.of(receiver)) {
                port = caller.passive();
            }
            ReceiverFixture.await(() -> receiver.listener().conversations() == 0, "the end");
            assertThat(refused(port)).isTrue();
        }
    }

    @Test
    void aConnectionThatBreaksBringsNothing() throws IOException {
        try (var receiver = receiver("@host Y");
                var caller = Caller.of(receiver)) {
            Socket data = Caller.dial(caller.passive(), "127.0.0.1");
            assertThat(caller.ask("MLFL Foo")).startsWith("150");
            data.getOutputStream().write("half a text\r\n".getBytes(StandardCharsets.US_ASCII));
            data.setSoLinger(true, 0);
            data.close();
            assertThat(caller.hear()).startsWith("426");
            assertThat(caller.ask("NOOP")).startsWith("200");
            assertThat(receiver.spooled()).isEmpty();
        }
    }

    @Test
    void aConnectionThatStallsBringsNothing() throws IOException {
        try (var receiver = receiver("@host Y\n@text-timeout \"1s\"\n@replies \"rfc743\"");
                var caller = Caller.of(receiver);
                Socket data = Caller.dial(caller.passive(), "127.0.0.1")) {
            assertThat(caller.ask("MLFL Foo")).startsWith("255");
            assertThat(caller.hear()).startsWith("250");
            data.getOutputStream().write("half a text\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(caller.hear()).startsWith("452");
            assertThat(receiver.spooled()).isEmpty();
        }
    }

    @Test
    void tooMuchIsHeardOutAndNotKept() throws IOException {
        try (var receiver = receiver("@host Y\n@message-size \"1KiB\"");
                var caller = Caller.of(receiver)) {
            Socket data = Caller.dial(caller.passive(), "127.0.0.1");
            assertThat(caller.ask("MLFL Foo")).startsWith("150");
            Caller.pour(data, "x".repeat(70).concat("\r\n").repeat(50_000));
            assertThat(caller.hear()).startsWith("552");
            assertThat(receiver.intake().longestText()).isLessThan(100_000);
        }
    }

    @Test
    void aLineTooLongIsRefused() throws IOException {
        try (var receiver = receiver("@host Y\n@text-line 1000");
                var caller = Caller.of(receiver)) {
            Socket data = Caller.dial(caller.passive(), "127.0.0.1");
            assertThat(caller.ask("MLFL Foo")).startsWith("150");
            Caller.pour(data, "x".repeat(10_000));
            assertThat(caller.hear()).startsWith("552");
        }
    }

    @Test
    void textFirstMayComeThisWayToo() throws IOException {
        try (var receiver = receiver("@host Y\n@refuse NO_SUCH_USER b@Y");
                var caller = Caller.of(receiver)) {
            assertThat(caller.ask("XRSQ T")).startsWith("200");
            Socket data = Caller.dial(caller.passive(), "127.0.0.1");
            assertThat(caller.ask("MLFL")).startsWith("150");
            Caller.pour(data, "From: c@d\r\n\r\nx");
            assertThat(caller.hear()).startsWith("226 Closing data connection; mail stored");
            assertThat(caller.ask("XRCP a")).startsWith("250");
            assertThat(caller.ask("XRCP b")).startsWith("553");
            assertThat(receiver.spooled()).containsExactly("c@d -> a@Y : From: c@d |  | x");
        }
    }

    private static ReceiverFixture receiver(String script) throws IOException {
        return ReceiverFixture.of(Dialogue.of("data connections", script));
    }
}
