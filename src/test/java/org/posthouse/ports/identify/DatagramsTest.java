package org.posthouse.ports.identify;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

/// UDP ports, which are open only when they answer.
final class DatagramsTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private static Patience patience(Duration probe) {
        return new Patience(probe, probe, probe, probe, probe, probe, probe.multipliedBy(10));
    }

    private static final Patience PATIENT = patience(Duration.ofSeconds(60));

    /// What is found of a service that answers each datagram so.
    private static Checked checked(int like, UnaryOperator<String> service) throws IOException {
        try (var socket = new DatagramSocket(0, LOOPBACK)) {
            Thread.ofVirtual().start(() -> serve(socket, service));
            var target = Target.of(LOOPBACK, socket.getLocalPort()).like(like);
            return new Identifier(Optional.of(PATIENT), Identifier.Manner.ASK)
                    .checkDatagrams(target);
        }
    }

    private static void serve(DatagramSocket socket, UnaryOperator<String> service) {
        try {
            while (true) {
                var packet = new DatagramPacket(new byte[512], 512);
                socket.receive(packet);
                String asked =
                        new String(
                                packet.getData(),
                                0,
                                packet.getLength(),
                                StandardCharsets.ISO_8859_1);
                byte[] answer = service.apply(asked).getBytes(StandardCharsets.ISO_8859_1);
                if (answer.length == 0) continue;
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException _) {
            // it is closed
        }
    }

    private static String told(int like, UnaryOperator<String> service) throws IOException {
        Checked checked = checked(like, service);
        assertThat(checked.reach()).isEqualTo(Reach.OPEN);
        return Pretended.told(checked.identity().orElseThrow());
    }

    @Test
    void servicesAreToldByTheirAnswers() throws IOException {
        assertThat(told(7, asked -> asked)).isEqualTo("echo  certain");
        assertThat(told(0, asked -> asked)).isEqualTo("echo  certain");
        assertThat(told(13, _ -> "Sun Nov 22 05:30:00 2026\r\n")).isEqualTo("daytime  certain");
        assertThat(told(17, _ -> "Ask not.")).isEqualTo("qotd  likely");
        assertThat(told(0, _ -> "Ask not.")).isEqualTo("unknown");
        assertThat(told(123, _ -> "$\u0001\u0003\u00e7".repeat(12))).isEqualTo("unknown");
    }

    @Test
    void aNameServerIsToldWithItsProgram() throws IOException {
        String text = "dnsmasq-2.90";
        String record = "\u00c0\f\0\u0010\0\3\0\0\0\0\0" + (char) 13 + (char) 12 + text;
        Checked checked =
                checked(5353, asked -> "PH\u0084\0\0\1\0\1\0\0\0\0" + asked.substring(12) + record);
        Identity identity = checked.identity().orElseThrow();
        assertThat(Pretended.told(identity)).isEqualTo("dns  certain");
        assertThat(identity.product()).contains(new Product("dnsmasq", Optional.of("2.90")));
    }

    /// A datagram may be lost, or the first question be passed over.
    @Test
    void aSecondQuestionIsPut() throws IOException {
        var asked = new AtomicInteger();
        try (var socket = new DatagramSocket(0, LOOPBACK)) {
            Thread.ofVirtual()
                    .start(
                            () ->
                                    serve(
                                            socket,
                                            question ->
                                                    asked.getAndIncrement() == 0
                                                            ? ""
                                                            : "PH\u0080" + question.substring(3)));
            Checked checked =
                    new Identifier(
                                    Optional.of(patience(Duration.ofSeconds(6))),
                                    Identifier.Manner.ASK)
                            .checkDatagrams(Target.of(LOOPBACK, socket.getLocalPort()));
            assertThat(Pretended.told(checked.identity().orElseThrow())).isEqualTo("dns  certain");
        }
    }

    /// Another caller's answer, a question, or a stump is no answer to ours.
    @Test
    void whatIsNoAnswerToOursIsNoNameServer() throws IOException {
        assertThat(told(53, asked -> "XX\u0080" + asked.substring(3))).isEqualTo("unknown");
        assertThat(told(53, asked -> asked.substring(0, 5))).isEqualTo("unknown");
    }

    @Test
    void aSilentPortMayBeEither() throws IOException {
        try (var socket = new DatagramSocket(0, LOOPBACK)) {
            var identifier =
                    new Identifier(
                            Optional.of(patience(Duration.ofMillis(100))), Identifier.Manner.ASK);
            Checked checked = identifier.checkDatagrams(Target.of(LOOPBACK, socket.getLocalPort()));
            assertThat(checked.reach().word()).isEqualTo("open|filtered");
            assertThat(checked.identity()).isEmpty();
        }
    }

    @Test
    void aPortThatTheHostRefusesIsClosed() throws IOException {
        int port;
        try (var socket = new DatagramSocket(0, LOOPBACK)) {
            port = socket.getLocalPort();
        }
        Checked checked =
                new Identifier(Optional.of(PATIENT), Identifier.Manner.ASK)
                        .checkDatagrams(Target.of(LOOPBACK, port));
        assertThat(checked.reach()).isEqualTo(Reach.CLOSED);
    }
}
