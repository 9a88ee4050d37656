package org.posthouse.policy;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.posthouse.conf.Conf;
import org.posthouse.conf.Reading;
import org.posthouse.mail.Host;

final class RelayingTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.0/8, 127.9.9.9, true",
        "127.0.0.0/8, 128.0.0.1, false",
        "10.1.2.0/23, 10.1.3.255, true",
        "10.1.2.0/23, 10.1.4.0, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "::1, ::1, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "0.0.0.0/0, 203.0.113.1, true",
        "0.0.0.0/0, ::1, false",
    })
    void aNetworkHoldsTheAddressesItsBitsSay(String network, String address, boolean held) {
        assertThat(Network.parse(network))
                .isInstanceOfSatisfying(
                        Reading.Good.class,
                        good ->
                                assertThat(
                                                ((Network) good.value())
                                                        .holds(InetAddress.ofLiteral(address)))
                                        .isEqualTo(held));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.org", "10.0.0.0/33", "10.0.0/8/8", "::1/129", "1.2.3.4/x"})
    void whatIsNoNetworkIsSaidToBeNone(String text) {
        assertThat(Network.parse(text)).isInstanceOf(Reading.Bad.class);
    }

    @Test
    void loopbackAloneMayRelayByDefault() {
        var relaying = new Relaying(PolicySettings.defaults());
        assertThat(relaying.allows(InetAddress.ofLiteral("127.0.0.1"), host("x.test"))).isTrue();
        assertThat(relaying.allows(InetAddress.ofLiteral("::1"), host("x.test"))).isTrue();
        assertThat(relaying.allows(InetAddress.ofLiteral("192.0.2.1"), host("x.test"))).isFalse();
    }

    @Test
    void anyoneMaySendToTheDomainsNamed() {
        var conf = Conf.parse("t", "[policy]\nrelay = []\nrelay-to = [\"MIT-AI\", \"*.ac.uk\"]");
        var relaying = new Relaying(PolicySettings.from(conf.root().table("policy")));
        InetAddress outside = InetAddress.ofLiteral("192.0.2.1");
        assertThat(conf.mistakes()).isEmpty();
        assertThat(relaying.allows(outside, host("mit-ai"))).isTrue();
        assertThat(relaying.allows(outside, host("ucl.AC.uk"))).isTrue();
        assertThat(relaying.allows(outside, host("ac.uk"))).isFalse();
        assertThat(relaying.allows(InetAddress.ofLiteral("127.0.0.1"), host("x.test"))).isFalse();
    }

    private static Host host(String name) {
        return new Host.Name(name);
    }
}
