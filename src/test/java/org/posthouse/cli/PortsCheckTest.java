package org.posthouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.posthouse.ports.identify.Checked;
import org.posthouse.ports.identify.Reach;
import org.posthouse.ports.identify.Target;

/// `posthouse ports check`, `scan` and `wait` as a person or a script uses them.
final class PortsCheckTest {
    private final Terminal terminal = new Terminal(PortsCommand.line());

    /// A service that greets each caller and reads no more of him than his first words.
    private static ServerSocket greeting(String words) throws IOException {
        var socket = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual()
                .start(
                        () -> {
                            while (!socket.isClosed()) {
                                try (Socket caller = socket.accept()) {
                                    caller.getOutputStream()
                                            .write(words.getBytes(StandardCharsets.ISO_8859_1));
                                    caller.getInputStream().read(new byte[512]);
                                } catch (IOException _) {
                                    // the next one
                                }
                            }
                        });
        return socket;
    }

    private static String freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return "" + socket.getLocalPort();
        }
    }

    @Test
    void anOpenPortIsToldWithWhatSpeaksThere() throws IOException {
        try (ServerSocket service = greeting("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n")) {
            String port = "" + service.getLocalPort();
            int exit = terminal.run("ports", "check", "127.0.0.1", port, "--raw", "--wait", "30s");
            assertThat(terminal.err()).isEmpty();
            assertThat(exit).isZero();
            assertThat(terminal.out())
                    .contains("port " + port + "/tcp: open")
                    .containsPattern("observed +SSH, SSH 2\\.0: likely")
                    .contains("OpenSSH 9.2p1, as it says itself")
                    .containsPattern("registered +.*registry of 20")
                    .contains("53 53 48 2d 32 2e 30");
        }
    }

    @Test
    void jsonHasTheFactsApart() throws IOException {
        try (ServerSocket service = greeting("* BYE too many\r\n")) {
            String port = "" + service.getLocalPort();
            int exit = terminal.run("ports", "check", "127.0.0.1", port, "--json", "--wait", "30s");
            assertThat(exit).isZero();
            assertThat(terminal.out())
                    .contains("\"reach\":\"open\"", "\"observed\":{\"spoken\":\"busy\"")
                    .contains("\"registered\":{", "\"registry\":\"20", "\"octets\":\"2a20425945");
        }
    }

    /// This test is who listens there.
    @Test
    void theOwnerIsAFactOfItsOwn() throws IOException {
        long ourselves = ProcessHandle.current().pid();
        try (ServerSocket service = greeting("* BYE too many\r\n")) {
            String port = "" + service.getLocalPort();
            terminal.run("ports", "check", "127.0.0.1", port, "--wait", "30s");
            assertThat(terminal.out()).containsPattern("owner +process " + ourselves + " ");
            terminal.run("ports", "check", "127.0.0.1", port, "--json", "--wait", "30s");
            assertThat(terminal.out())
                    .contains("\"here\":{\"listeners\":[{\"port\":" + port)
                    .contains("\"pid\":" + ourselves + ",");
        }
    }

    @Test
    void ofAClosedPortNobodyIsTheOwner() throws IOException {
        terminal.run("ports", "check", "127.0.0.1", freePort());
        assertThat(terminal.out()).containsPattern("owner +nobody");
    }

    /// At 127.0.0.6, and called at 127.0.0.7.
    @Test
    void whoListensAtAnotherAddressIsTold() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.6"))) {
            String port = "" + socket.getLocalPort();
            assertThat(terminal.run("ports", "check", "127.0.0.7", port)).isEqualTo(1);
            assertThat(terminal.out())
                    .containsPattern("owner +nobody at this address")
                    .containsPattern("owner +at 127\\.0\\.0\\.6:" + port + ": process ");
        }
    }

    @Test
    void localhostIsBothLoopbackAddresses() {
        assertThat(PortsHost.of("localhost").addresses())
                .contains(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"))
                .doesNotHaveDuplicates();
    }

    @Test
    void addressesAreWrittenShort() throws IOException {
        terminal.run("ports", "check", "0:0::0:1", freePort(), "--no-probe");
        assertThat(terminal.out()).startsWith("0:0::0:1 (::1) port ");
    }

    /// A host that refuses by one address is there, though no way leads to its other one.
    @Test
    void theAnswerThatTellsMostIsTheHosts() {
        assertThat(Stream.of(Reach.values()).sorted(Comparator.comparingInt(PortsCheck::weight)))
                .containsExactly(
                        Reach.UNREACHABLE,
                        Reach.FILTERED,
                        Reach.OPEN_OR_FILTERED,
                        Reach.CLOSED,
                        Reach.OPEN);
        InetAddress v6 = InetAddress.ofLiteral("2001:db8::1");
        InetAddress v4 = InetAddress.ofLiteral("192.0.2.1");
        var tried = List.of(answered(v6, Reach.UNREACHABLE), answered(v4, Reach.CLOSED));
        assertThat(PortsCheck.best(tried).target().address()).isEqualTo(v4);
    }

    private static Checked answered(InetAddress address, Reach reach) {
        return new Checked(Target.of(address, 25), reach, "", Duration.ZERO, Optional.empty());
    }

    @Test
    void aClosedPortIsAFinding() throws IOException {
        assertThat(terminal.run("ports", "check", "127.0.0.1", freePort())).isEqualTo(1);
        assertThat(terminal.out()).contains(": closed");
    }

    /// What a stranger says moves no terminal's cursor.
    @Test
    void controlsAreNotShown() throws IOException {
        try (ServerSocket service = greeting("\u001b[31mhello \u009b5A\r\n")) {
            String port = "" + service.getLocalPort();
            terminal.run("ports", "check", "127.0.0.1", port, "--raw", "--wait", "30s");
            assertThat(terminal.out())
                    .doesNotContain("\u001b", "\u009b")
                    .contains("\\x1b[31mhello");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "check,12345,25",
        "check,127.1,25",
        "check,1.2.3.256,25",
        "check,nohost.invalid,25",
        "check,'',25",
        "check,[::zz],25",
        "check,127.0.0.1,65536",
        "check,127.0.0.1,0",
        "check,127.0.0.1,99999999999",
        "check,127.0.0.1,nosuchservice",
        "check,127.0.0.1,25/sctp",
        "wait,12345,25",
        "wait,127.0.0.1,65536",
        "wait,127.0.0.1,53/udp"
    })
    void badInputIsOneLine(String command, String host, String port) {
        assertThat(terminal.run("ports", command, host, port)).isEqualTo(2);
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"x401", "0", "65536", "65638", "-1", "''"})
    void habitsAreAPortsOrX400s(String like) {
        assertThat(terminal.run("ports", "check", "127.0.0.1", "25", "--like", like)).isEqualTo(2);
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err().lines()).hasSize(1);
    }

    @Test
    void x400IsAskedWhereItsUserSaysSo() throws IOException {
        String port = freePort();
        assertThat(terminal.run("ports", "check", "127.0.0.1", port, "--like", "X400"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "127.0.0.1;90-80",
                "127.0.0.1;1-65536",
                "127.0.0.1;22,,25",
                "127.0.0.1;''",
                "127.0.0.1;x",
                "127.0.0.1;0",
                "10.0.0.0/24;25",
                "10.0.0.0/8;25",
                "10.0.0.0/33;25",
                "localhost/28;25",
                "192.0.2.1;-",
                "192.0.2.1;1-1025"
            })
    void aScanThatShouldNotBeIsRefused(String host, String ports) {
        assertThat(terminal.run("ports", "scan", host, "-p", ports)).isEqualTo(2);
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err().lines()).hasSize(1);
    }

    @Test
    void aScanTellsWhatIsOpen() throws IOException {
        try (ServerSocket service = greeting("* BYE\r\n")) {
            int port = service.getLocalPort();
            String closed = freePort();
            int exit =
                    terminal.run(
                            "ports", "scan", "127.0.0.1", "-p", port + "," + closed, "--identify");
            assertThat(exit).isZero();
            assertThat(terminal.out())
                    .contains(port + "/tcp")
                    .contains("1 open, 1 closed")
                    .doesNotContain(closed + "/tcp");
        }
    }

    /// At an address of its own, where nobody else takes the port meanwhile.
    @Test
    void waitingEndsWhenThePortOpens() throws Exception {
        InetAddress address = InetAddress.ofLiteral("127.0.0.5");
        int port;
        try (var socket = new ServerSocket(0, 1, address)) {
            port = socket.getLocalPort();
        }
        var exit = new CompletableFuture<Integer>();
        Thread.ofVirtual()
                .start(
                        () ->
                                exit.complete(
                                        terminal.run(
                                                "ports",
                                                "wait",
                                                "127.0.0.5",
                                                "" + port,
                                                "--timeout",
                                                "60s")));
        try (var socket = new ServerSocket(port, 5, address)) {
            assertThat(exit.get(60, TimeUnit.SECONDS)).isZero();
            assertThat(socket.isBound()).isTrue();
        }
        assertThat(terminal.out()).contains("open after");
    }

    @Test
    void waitingTellsProgramsToo() throws IOException {
        try (ServerSocket service = greeting("hello\r\n")) {
            String port = "" + service.getLocalPort();
            assertThat(terminal.run("ports", "wait", "127.0.0.1", port, "--json")).isZero();
            assertThat(terminal.out())
                    .startsWith("{\"host\":\"127.0.0.1\",\"port\":" + port + ",")
                    .contains("\"transport\":\"tcp\",\"reach\":\"open\",\"waitedMs\":");
        }
    }

    @Test
    void waitingInVainIsAFinding() throws IOException {
        String port = freePort();
        assertThat(terminal.run("ports", "wait", "127.0.0.1", port, "--timeout", "50ms"))
                .isEqualTo(1);
        assertThat(terminal.out()).contains("closed after");
    }

    @Test
    void listsOfPortsAreReadAndWritten() {
        assertThat(PortNumbers.of("25,22,80-82,81")).containsExactly(22, 25, 80, 81, 82);
        assertThat(PortNumbers.of("-3")).containsExactly(1, 2, 3);
        assertThat(PortNumbers.of("65534-")).containsExactly(65_534, 65_535);
        assertThat(PortNumbers.of("-")).hasSize(65_535);
        assertThat(PortNumbers.words(PortNumbers.of("25,22,80-82"))).isEqualTo("22,25,80-82");
        assertThat(PortNumbers.words(PortNumbers.of("-"))).isEqualTo("1-65535");
    }

    @Test
    void shortRangesOfHostsAreTheirAddresses() {
        assertThat(ScanHosts.of(List.of("192.0.2.21/30"), false).stream().map(PortsHost::word))
                .containsExactly("192.0.2.20", "192.0.2.21", "192.0.2.22", "192.0.2.23");
        assertThat(ScanHosts.of(List.of("192.0.2.0/28"), false)).hasSize(16);
        assertThat(ScanHosts.of(List.of("192.0.2.0/24"), true)).hasSize(256);
        assertThat(ScanHosts.of(List.of("2001:db8::/126"), false)).hasSize(4);
    }
}
