package org.posthouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.posthouse.cli.ServeOptions.Ports;
import org.posthouse.conf.Conf;
import org.posthouse.mail.Collection;
import org.posthouse.mail.RecordingIntake;

/// A server that starts is there for its callers from the first moment, in the words of each
/// protocol.
@Timeout(120)
final class ListeningTest {
    /// RFC 780 section 5.3: "If the receiver is unable to accept input right away, it should send a
    /// 120 'Expected delay' reply immediately." SMTP's callers wait for the greeting.
    @Test
    void callersWaitUntilTheServerHasStarted() throws IOException {
        try (Listening listening =
                Listening.begin(listeners(0), "mail.example.org", Path.of("unused"))) {
            try (var mtp = new Caller(listening, "MTP");
                    var smtp = new Caller(listening, "SMTP")) {
                assertThat(mtp.hear())
                        .isEqualTo("120 mail.example.org Service ready in 001 minutes");
                mtp.say("CONT");
                smtp.say("NOOP");
                assertThat(listening.conversations()).isZero();
                listening.open(new RecordingIntake(), Collection.NONE);
                assertThat(mtp.hear()).isEqualTo("220 mail.example.org Service ready");
                assertThat(smtp.hear()).startsWith("220 mail.example.org");
                assertThat(smtp.hear()).startsWith("250");
            }
        }
    }

    /// Before the spool is opened, or anything else that must be closed again.
    @Test
    void aPortThatIsTakenIsKnownAtOnce() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(
                            () ->
                                    Listening.begin(
                                            listeners(taken.getLocalPort()),
                                            "x.example",
                                            Path.of("unused")))
                    .hasMessageContaining("listen.mtp: cannot listen at 127.0.0.1:")
                    .hasMessageContaining(
                            "the port is taken by process " + ProcessHandle.current().pid() + " (");
        }
    }

    private static List<ListenerSettings> listeners(int mtp) {
        Conf conf =
                Conf.parse(
                        "test",
                        """
                        [listen.smtp]
                        address = "127.0.0.1:0"
                        [listen.mtp]
                        address = "127.0.0.1:%d"
                        """
                                .formatted(mtp));
        return ListenerSettings.from(conf.root(), Ports.UNPRIVILEGED);
    }

    private record Caller(Socket socket, BufferedReader in) implements Closeable {
        Caller(Listening listening, String protocol) throws IOException {
            Server.Place place =
                    listening.places().stream()
                            .filter(one -> one.settings().spoken().protocol().equals(protocol))
                            .findFirst()
                            .orElseThrow();
            InetSocketAddress address = place.listener().address();
            var socket = new Socket(address.getAddress(), address.getPort());
            this(
                    socket,
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII)));
        }

        void say(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }

        String hear() throws IOException {
            return String.valueOf(in.readLine());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
