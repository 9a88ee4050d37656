package org.posthouse.ports;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.posthouse.ports.sockets.Coverage;
import org.posthouse.ports.sockets.IpAddress;
import org.posthouse.ports.sockets.LocalSocket;
import org.posthouse.ports.sockets.Namespace;
import org.posthouse.ports.sockets.Owners;
import org.posthouse.ports.sockets.Transport;

/// Where a call to an address of this machine comes to.
final class AddresseeTest {
    private static LocalSocket bound(String word, Namespace namespace) {
        Coverage coverage =
                switch (word) {
                    case "dual" -> Coverage.DUAL;
                    case "::" -> Coverage.IPV6;
                    default -> word.contains(":") ? Coverage.IPV6 : Coverage.IPV4;
                };
        return new LocalSocket(
                Transport.TCP,
                IpAddress.parse(word.equals("dual") ? "::" : word).orElseThrow(),
                25,
                coverage,
                namespace,
                word.hashCode(),
                Optional.empty(),
                new Owners.Nobody());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, 127.0.0.1",
        "127.0.0.1, 0.0.0.0, 0.0.0.0",
        "127.0.0.1, 127.0.0.1 0.0.0.0 dual, 127.0.0.1",
        "127.0.0.2, 127.0.0.1 0.0.0.0 dual, 0.0.0.0",
        "127.0.0.2, 127.0.0.1 dual, dual",
        "127.0.0.2, 127.0.0.1 ::, ''",
        "::1, 127.0.0.1 0.0.0.0, ''",
        "::1, ::1 dual, ::1",
        "::1, 0.0.0.0 ::, ::",
        "::1, fe80::1 dual, dual",
        "0.0.0.0, 127.0.0.1, 127.0.0.1",
        "0.0.0.0, 127.0.0.1 0.0.0.0, 0.0.0.0",
        "127.0.0.1, '', ''"
    })
    void theNearestTakesTheCall(String called, String sockets, String expected) {
        List<LocalSocket> there =
                Stream.of(sockets.split(" "))
                        .filter(word -> !word.isEmpty())
                        .map(word -> bound(word, new Namespace.Own()))
                        .toList();
        List<Long> taking =
                Addressee.of(InetAddress.ofLiteral(called), there).stream()
                        .map(LocalSocket::inode)
                        .toList();
        assertThat(taking)
                .isEqualTo(expected.isEmpty() ? List.of() : List.of((long) expected.hashCode()));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "0.0.0.0"})
    void anotherNamespaceTakesNoneOfOurs(String address) {
        LocalSocket theirs = bound(address, new Namespace.Other(1, 1));
        assertThat(Addressee.of(InetAddress.ofLiteral("127.0.0.1"), List.of(theirs))).isEmpty();
    }
}
