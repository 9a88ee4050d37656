package org.posthouse.ftpmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import module java.base;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Memory;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.mail.TestDelivery;
import org.posthouse.wire.Listener;
import org.posthouse.wire.Transcript;

/// Data connections over IPv6: EPSV and EPRT (RFC 2428), since PASV and PORT have no form for it.
final class SixTest {
    private static final InetAddress HERE = InetAddress.ofLiteral("::1");

    @ParameterizedTest
    @ValueSource(strings = {"passive", "port"})
    void aTextGoesThrough(String data) throws IOException {
        assumeThat(hasIpv6()).isTrue();
        var intake = new RecordingIntake();
        var receiver = new FtpmailReceiver(FtpmailSettings.defaults(), intake);
        try (var listener =
                Listener.open(
                        new InetSocketAddress(HERE, 0),
                        "ftpmail",
                        receiver,
                        new Listener.Capacity(5, 5))) {
            String url =
                    "ftpmail://[::1]:%d?text=mlfl&data=%s"
                            .formatted(listener.address().getPort(), data);
            var sender =
                    new FtpmailSender(
                            FtpmailSenderSettings.defaults(), Memory.of(""), Transcript.NONE);
            var delivery = TestDelivery.of("waldo@A", "a@Y", "text\r\n");
            Hop hop = ((Hop.Understood) Hop.parse(url)).hop();
            try (Outbound.Conversation conversation = sender.converse(hop, "B")) {
                conversation.deliver(delivery);
            }
            assertThat(delivery.lines())
                    .containsExactly("a@Y Delivered 226 Closing data connection; mail sent");
            assertThat(intake.letters()).hasSize(1);
        }
    }

    private static boolean hasIpv6() {
        try (var _ = new ServerSocket(0, 1, HERE)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
