package org.posthouse.ports;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.posthouse.ports.registry.Registry;
import org.posthouse.ports.sockets.Transport;

/// What a listing calls a port: by the registry of today and by the lists of once.
final class NamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    25    | TCP     | smtp
                    47    | TCP     | de-assigned, was ni-ftp
                    57    | TCP     | private use, was MTP
                    57    | UDPLITE | private use, was MTP
                    61    | UDP     | de-assigned, was ni-mail
                    465   | TCP     | urd, submissions
                    2525  | TCP     | ms-v-worlds
                    4     | TCP     | unassigned
                    50000 | UDP     | dynamic
                    """)
    void aPortIsCalled(int port, Transport transport, String words) {
        assertThat(Names.of(port, transport, Registry.shipped()).words()).isEqualTo(words);
    }
}
