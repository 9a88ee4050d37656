package org.posthouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.ports.identify.Identifier;
import org.posthouse.ports.identify.Patience;
import org.posthouse.ports.sockets.Executable;
import org.posthouse.ports.sockets.LocalSocket;
import org.posthouse.ports.sockets.Owner;
import org.posthouse.ports.sockets.Owners;
import org.posthouse.ports.sockets.Sockets;
import org.posthouse.ports.sockets.Transport;

/// A baseline is written, and later machines are held against it.
final class PortsBaselineTest {
    private static final LocalSocket SMTP =
            Machines.tcp("0.0.0.0", 25, Machines.owner(812, "master"));
    private static final LocalSocket MTP = Machines.tcp("127.0.0.1", 57, Machines.owner(5, "java"));
    private static final LocalSocket CLIENT =
            Machines.socket(
                    Transport.UDP,
                    "0.0.0.0",
                    50_000,
                    77,
                    new Owners.Known(List.of(Machines.owner(6, "chronyd"))));

    /// Waits for a first word as long as a busy machine may take.
    private static final Identifier PATIENT =
            new Identifier(
                    Optional.of(
                            Patience.towards(InetAddress.getLoopbackAddress())
                                    .withConnection(Duration.ofSeconds(20))
                                    .withGreeting(Duration.ofSeconds(20))
                                    .withWhole(Duration.ofSeconds(30))),
                    Identifier.Manner.ASK);

    @TempDir private Path folder;

    private Terminal terminal = new Terminal();

    private int run(Sockets machine, String... words) {
        terminal = new Terminal(PortsBaseline.line(machine, PATIENT));
        var all = new ArrayList<>(List.of("baseline"));
        all.addAll(List.of(words));
        return terminal.run(all.toArray(String[]::new));
    }

    private String file() {
        return folder.resolve("listeners.toml").toString();
    }

    private void written() {
        assertThat(run(Machines.of(SMTP, MTP, CLIENT), "write", file()))
                .as(terminal.err())
                .isZero();
    }

    private int check(LocalSocket... now) {
        return run(Machines.of(now), "check", file());
    }

    @Test
    void whatWasWrittenIsAsExpected() throws IOException {
        written();
        assertThat(Files.readString(Path.of(file())))
                .isEqualTo(
                        """
                        # What listens, as seen at 2026-01-02T12:00:00Z
                        baseline = 1

                        [[listener]]
                        port = 25
                        protocol = "tcp"
                        address = "0.0.0.0"
                        program = "/usr/sbin/master"
                        unit = "master.service"

                        [[listener]]
                        port = 57
                        protocol = "tcp"
                        address = "127.0.0.1"
                        program = "/usr/sbin/java"
                        unit = "java.service"
                        """);
        assertThat(check(SMTP, MTP, CLIENT)).as(terminal.err()).isZero();
        assertThat(terminal.out()).isEqualTo("2 as expected, 0 not, 0 missing.\n");
    }

    @Test
    void whatIsNewIsAFinding() {
        written();
        assertThat(check(SMTP, MTP, Machines.tcp("0.0.0.0", 4444, Machines.owner(9, "nc"))))
                .isEqualTo(1);
        assertThat(terminal.out())
                .isEqualTo(
                        """
                        tcp 0.0.0.0:4444  not in your baseline: 9 nc
                        2 as expected, 1 not, 0 missing.
                        """);
    }

    @Test
    void whatIsGoneIsAFinding() {
        written();
        assertThat(check(SMTP)).isEqualTo(1);
        assertThat(terminal.out()).startsWith("tcp 127.0.0.1:57  missing");
    }

    @Test
    void anotherProgramOrAddressIsAFinding() {
        written();
        assertThat(check(SMTP, Machines.tcp("127.0.0.1", 57, Machines.owner(5, "nc"))))
                .isEqualTo(1);
        assertThat(terminal.out()).contains("its program is /usr/sbin/nc, not /usr/sbin/java");
        assertThat(check(SMTP, Machines.tcp("0.0.0.0", 57, Machines.owner(5, "java"))))
                .isEqualTo(1);
        assertThat(terminal.out()).contains("0.0.0.0:57  not in your", "127.0.0.1:57  missing");
    }

    @Test
    void aSecondOwnerOfAnotherProgramIsAFinding() {
        written();
        LocalSocket shared =
                Machines.tcp(
                        "127.0.0.1", 57, Machines.owner(5, "java"), Machines.owner(66, "parasite"));
        assertThat(check(SMTP, shared)).isEqualTo(1);
        assertThat(terminal.out()).contains("/usr/sbin/parasite");
    }

    @Test
    void aSuspectProgramIsAFindingAlthoughItsPathIsListed() {
        written();
        Owner java = Machines.owner(5, "java");
        Owner replaced =
                new Owner(
                        5,
                        1,
                        "java",
                        Optional.of(
                                new Executable("/usr/sbin/java", Set.of(Executable.Mark.DELETED))),
                        java.command(),
                        java.user(),
                        java.unit(),
                        java.container(),
                        java.started(),
                        java.forwards());
        assertThat(check(SMTP, Machines.tcp("127.0.0.1", 57, replaced))).isEqualTo(1);
        assertThat(terminal.out()).contains("is suspect: deleted");
    }

    @Test
    void whoMayNotSeeOwnersCannotJudge() {
        written();
        LocalSocket hidden =
                Machines.socket(
                        Transport.TCP,
                        "127.0.0.1",
                        57,
                        9057,
                        new Owners.Hidden(Owners.Lacking.ROOT));
        assertThat(check(SMTP, hidden)).isEqualTo(3);
        assertThat(terminal.out()).contains("cannot tell without root");
    }

    @Test
    void whatIsSpokenIsAskedForWhereItIsExpected() throws Exception {
        String entry =
                "baseline = 1\n[[listener]]\nport = %d\nprotocol = \"tcp\"\nspeaks = \"%s\"\n";
        LocalSocket socket;
        Thread greeting;
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            greeting = Thread.ofVirtual().start(() -> greet(server));
            int port = server.getLocalPort();
            socket = Machines.tcp("127.0.0.1", port, Machines.owner(1, "sshd"));
            Files.writeString(Path.of(file()), entry.formatted(port, "ssh"));
            assertThat(check(socket)).as(terminal.out()).isZero();
            Files.writeString(Path.of(file()), entry.formatted(port, "smtp"));
            assertThat(check(socket)).isEqualTo(1);
            assertThat(terminal.out()).contains("it speaks ssh, not smtp");
            assertThat(run(Machines.of(socket), "check", file(), "--no-probe")).isZero();
        }
        // until then the system may still listen
        assertThat(greeting.join(Duration.ofSeconds(60))).isTrue();
        assertThat(check(socket)).as("listed, and nobody answers").isEqualTo(4);
    }

    private static void greet(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket caller = server.accept()) {
                caller.getOutputStream()
                        .write("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII));
                caller.getInputStream().readAllBytes();
            } catch (IOException _) {
                // the caller has heard enough, or the test is over
            }
        }
    }

    @Test
    void wrongFilesAreOneLine() throws IOException {
        assertThat(check()).isEqualTo(2);
        assertThat(terminal.err()).contains("no such file").hasLineCount(1);
        String listener = "baseline = 1\n[[listener]]\nport = 25\n";
        for (String text :
                List.of(
                        "",
                        "baseline = 2",
                        "baseline = 1\n[[listener",
                        listener,
                        listener.replace("25", "65536") + "protocol = 'tcp'",
                        listener + "protocol = 'icmp'",
                        listener + "protocol = 'tcp'\naddress = 'here'",
                        listener + "protocol = 'tcp'\nprogramme = 'x'")) {
            Files.writeString(Path.of(file()), text);
            assertThat(check()).as(text).isEqualTo(2);
            assertThat(terminal.err()).as(text).contains(file()).hasLineCount(1);
        }
    }

    @Test
    void aFileThatIsThereIsKept() throws IOException {
        written();
        Files.writeString(Path.of(file()), "mine");
        assertThat(run(Machines.QUIET, "write", file())).isEqualTo(2);
        assertThat(Path.of(file())).hasContent("mine");
        assertThat(run(Machines.QUIET, "write", file(), "--force")).isZero();
        assertThat(run(Machines.QUIET, "check", file())).isZero();
    }

    @Test
    void otherProgramsReadItsFindings() {
        written();
        Sockets now = Machines.of(SMTP, Machines.tcp("0.0.0.0", 81, Machines.owner(9, "a<b")));
        assertThat(run(now, "check", file(), "--format", "github")).isEqualTo(1);
        assertThat(terminal.out())
                .isEqualTo(
                        """
                        ::error title=tcp 0.0.0.0%3A81::not in your baseline: 9 a<b
                        ::error title=tcp 127.0.0.1%3A57::missing
                        """);
        assertThat(run(now, "check", file(), "--format", "junit")).isEqualTo(1);
        assertThat(terminal.out())
                .contains("tests=\"3\" failures=\"2\"")
                .contains("name=\"tcp 0.0.0.0:25\"/>")
                .contains("<failure message=\"not in your baseline: 9 a&lt;b\"/>");
        assertThat(run(now, "check", file(), "--format", "json")).isEqualTo(1);
        assertThat(terminal.out()).contains("\"result\":\"findings\"", "\"expected\":1");
    }
}
