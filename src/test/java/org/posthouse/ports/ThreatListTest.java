package org.posthouse.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.posthouse.ports.registry.Malformed;
import org.posthouse.ports.sockets.Transport;

/// Lists of ports that somebody calls bad: quoted, and read strictly, for what is quoted wrongly
/// accuses somebody.
final class ThreatListTest {
    private static final String HEADING = "port,protocol,name,source,date\n";

    @Test
    void itIsQuotedWithSourceAndDate() throws Malformed {
        ThreatList list =
                ThreatList.read(HEADING + "1243,tcp,SubSeven,oddports,2003-05\n1243,,Other,,\n");
        assertThat(list.of(1243, Transport.TCP))
                .extracting(ThreatList.Rumour::words)
                .containsExactly(
                        "SubSeven, according to oddports (2003-05)",
                        "Other, according to the list, which names no source (undated)");
        assertThat(list.of(1243, Transport.UDP)).hasSize(1);
        assertThat(list.of(1243)).hasSize(2);
        assertThat(list.of(1244)).isEmpty();
    }

    @Test
    void columnsMayStandInAnyOrderAndAmongOthers() throws Malformed {
        ThreatList list = ThreatList.read("\ufeffrisk,Name,PORT\r\nhigh,Trojan,31337\r\n");
        assertThat(list.of(31_337, Transport.UDP)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "99999,tcp,a,b,2020 | \"99999\" is no port",
                "ssh,tcp,a,b,2020 | \"ssh\" is no port",
                "22,tpc,a,b,2020 | \"tpc\" is no protocol",
                "22,tcp,,b,2020 | the name is missing",
                "22,tcp,a,b,yesterday | \"yesterday\" is no date",
                "22,tcp,a,b,2020-02-30 | \"2020-02-30\" is no date",
                "22,tcp,a | it has 3 fields where the heading has 5"
            })
    void aWrongLineIsNamed(String line, String why) {
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> ThreatList.read(HEADING + "21,tcp,a,b,2020\n" + line + "\n"))
                .satisfies(wrong -> assertThat(wrong.line()).isEqualTo(3))
                .satisfies(wrong -> assertThat(wrong.why()).startsWith(why));
    }
}
