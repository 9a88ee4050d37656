package org.posthouse.ports.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;

/// Samples of what the tools of macOS and Windows print, by their documents.
final class ToolSocketsTest {
    /// lsof(8), OUTPUT FOR OTHER PROGRAMS.
    private static final String LSOF =
            """
            p1
            Lroot
            f8
            tIPv6
            PTCP
            n*:22
            f9
            tIPv4
            PTCP
            n*:22
            p501
            Lpat
            f14
            tIPv4
            PTCP
            n127.0.0.1:8057
            f15
            tIPv6
            PTCP
            n[::1]:8057
            f16
            tIPv4
            PUDP
            n*:*
            f17
            tIPv4
            PUDP
            n10.0.0.5:50123->10.0.0.1:53
            f18
            tIPv6
            PUDP
            n[fe80:1::1%lo0]:5353
            p502
            Lpat
            f14
            tIPv4
            PTCP
            n127.0.0.1:8057
            """;

    /// `netstat -ano` in German.
    private static final String NETSTAT =
            """

            Aktive Verbindungen

              Proto  Lokale Adresse         Remoteadresse          Status           PID
              TCP    0.0.0.0:135            0.0.0.0:0              ABHÖREN         1012
              TCP    127.0.0.1:50000        127.0.0.1:50001        HERGESTELLT     5000
              TCP    10.0.0.5:139           0.0.0.0:0              ABHÖREN         4
              TCP    [::]:135               [::]:0                 ABHÖREN         1012
              TCP    [::]:8057              [::]:0                 ABHÖREN         77
              UDP    0.0.0.0:123            *:*                                    1234
              UDP    [fe80::1%4]:1900       *:*                                    1234
              UDP    kaputt                 *:*                                    1234
            """;

    private static List<String> read(ToolSockets.Format format, String output) throws Unreadable {
        return new ToolSockets(format, _ -> output.lines())
                .read(Wanted.ALL).sockets().stream()
                        .map(
                                one ->
                                        "%s %s %s %s"
                                                .formatted(
                                                        one.transport().word(),
                                                        one.endpoint(),
                                                        one.coverage(),
                                                        one.owners().known().stream()
                                                                .map(Owner::pid)
                                                                .toList()))
                        .toList();
    }

    @Test
    void lsofOfMacOs() throws Unreadable {
        assertThat(read(new Lsof(), LSOF))
                .containsExactly(
                        "tcp 0.0.0.0:22 IPV4 [1]",
                        "tcp [::]:22 IPV6 [1]",
                        "udp [fe80:1::1]:5353 IPV6 [501]",
                        "tcp 127.0.0.1:8057 IPV4 [501, 502]",
                        "tcp [::1]:8057 IPV6 [501]");
        List<LocalSocket> sockets =
                new ToolSockets(new Lsof(), _ -> LSOF.lines()).read(Wanted.port(8057)).sockets();
        assertThat(sockets).hasSize(2);
        assertThat(sockets.getFirst().user()).hasValue("pat");
    }

    @Test
    void netstatOfWindowsInAnyLanguage() throws Unreadable {
        assertThat(read(new Netstat(), NETSTAT))
                .containsExactly(
                        "udp 0.0.0.0:123 IPV4 [1234]",
                        "tcp 0.0.0.0:135 IPV4 [1012]",
                        "tcp [::]:135 IPV6 [1012]",
                        "tcp 10.0.0.5:139 IPV4 [4]",
                        "udp [fe80::1]:1900 IPV6 [1234]",
                        "tcp [::]:8057 IPV6_PERHAPS_DUAL [77]");
    }

    @Test
    void noiseIsNoSocket() throws Unreadable {
        String noise =
                """
                p99999999999999999999
                PTCP
                n*:1
                f
                n:
                px
                PTCP
                n*:99999
                TCP
                TCP 1 2 3
                TCP a:1 0.0.0.0:0 x y
                UDP : * 1
                """;
        for (ToolSockets.Format format : List.of(new Lsof(), new Netstat())) {
            assertThat(read(format, "")).isEmpty();
            assertThat(read(format, noise + "\0\n")).isEmpty();
        }
    }

    @Test
    void aToolThatIsNotThereIsOneLine() {
        ToolSockets sockets =
                new ToolSockets(
                        new Lsof(),
                        _ -> {
                            throw new IOException("error=2");
                        });
        assertThatThrownBy(() -> sockets.read(Wanted.ALL))
                .isInstanceOf(Unreadable.class)
                .hasMessageStartingWith("/usr/sbin/lsof cannot be run");
    }

    /// What Java knows of a process it knows on any system.
    @Test
    void ownersComeFromJava() {
        Owner us = HandleOwner.read((int) ProcessHandle.current().pid());
        assertThat(us.name()).startsWith("java");
        assertThat(us.user()).isPresent();
        assertThat(us.started()).isPresent();
    }
}
