package org.posthouse.ports.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses as values, in the spelling of RFC 5952.
final class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, LOOPBACK",
        "0.0.0.0, 0.0.0.0, ALL",
        "192.0.2.1, 192.0.2.1, LINK",
        "::, ::, ALL",
        "0:0:0:0:0:0:0:1, ::1, LOOPBACK",
        "FE80::1%eth0, fe80::1, LINK",
        "::ffff:127.0.0.1, 127.0.0.1, LOOPBACK",
        "::ffff:0.0.0.0, 0.0.0.0, ALL",
        "::ffff:c000:201, 192.0.2.1, LINK"
    })
    void anAddressIsReadAndWritten(String text, String written, Reach reach) {
        IpAddress address = IpAddress.parse(text).orElseThrow();
        assertThat(address).hasToString(written);
        assertThat(address.reach()).isEqualTo(reach);
    }

    /// RFC 4291 section 2.5.5.2.
    @Test
    void aMappedAddressIsTheOneItStandsFor() {
        assertThat(IpAddress.parse("::ffff:127.0.0.1")).isEqualTo(IpAddress.parse("127.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "1.2.3", "1.2.3.256", ":::", "1::2::3", "12345::"})
    void whatIsNoAddressIsNone(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }
}
