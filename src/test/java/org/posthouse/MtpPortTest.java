package org.posthouse;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.cli.ServeOptions.Ports;
import org.posthouse.conf.Address;
import org.posthouse.conf.Conf;

/// The port that MTP was assigned (RFC 780 appendix A), and ours for those who may not bind it.
final class MtpPortTest {
    @Test
    void mtpIsAtPort57() {
        assertThat(ports(Ports.STANDARD)).containsOnly(57);
        assertThat(ports(Ports.UNPRIVILEGED)).containsOnly(8057);
    }

    private static Stream<Integer> ports(Ports ports) {
        Conf conf = Conf.parse("test", "[listen.mtp]");
        List<ListenerSettings> listeners = Settings.from(conf, Optional.empty(), ports).listeners();
        return listeners.stream().flatMap(one -> one.addresses().stream()).map(Address::port);
    }
}
