package org.posthouse.ports.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sockets that systemd keeps as process 1, and the units that tell for whom.
final class SocketUnitsTest {
    @TempDir private Path folder;
    private FakeProc proc;

    @BeforeEach
    void make() throws IOException {
        proc = new FakeProc(folder);
        proc.process(1, "systemd", 0, 9001, 9002)
                .process(50, "sshd", 0, 9002)
                .listens("00000000", 22, 0, 9001);
    }

    private List<String> owners() throws Unreadable {
        return proc.sockets().read(Wanted.ALL).sockets().stream()
                .flatMap(socket -> socket.owners().known().stream())
                .map(
                        owner ->
                                owner.pid()
                                        + " "
                                        + owner.unit().orElse("-")
                                        + " "
                                        + owner.forwards().orElse("-"))
                .toList();
    }

    private static SocketUnit unit(String... texts) {
        return SocketUnit.parse("x.socket", List.of(texts));
    }

    private static String places(SocketUnit unit) {
        return unit.places().stream()
                .map(
                        place ->
                                place.transport().word()
                                        + " "
                                        + place.address().map(IpAddress::toString).orElse("*")
                                        + " "
                                        + place.port())
                .collect(Collectors.joining(", "));
    }

    @Test
    void theUnitAndItsServiceAreNamed() throws IOException {
        proc.file(
                "usr/lib/systemd/system/ssh.socket",
                "[Unit]\nBefore=sockets.target\n\n[Socket]\nListenStream=22\nAccept=no\n");
        assertThat(owners()).containsExactly("1 ssh.socket ssh.service");
    }

    @Test
    void aSocketThatNoUnitTellsOfStaysSystemds() throws IOException {
        assertThat(owners()).containsExactly("1 systemd.service -");
        proc.file("etc/systemd/system/x.socket", "[Socket]\nListenStream=127.0.0.1:22\n")
                .file("etc/systemd/system/y.socket", "[Socket]\nListenDatagram=22\n")
                .file("etc/systemd/system/z.socket", "[Service]\nListenStream=22\n");
        assertThat(owners()).containsExactly("1 systemd.service -");
    }

    @Test
    void otherProcessesKeepWhatTheyAre() throws IOException {
        proc.file("usr/lib/systemd/system/s.socket", "[Socket]\nListenStream=0.0.0.0:2222\n")
                .listens("00000000", 2222, 0, 9002);
        assertThat(owners())
                .containsExactly(
                        "1 systemd.service -", "1 s.socket s.service", "50 sshd.service -");
    }

    @Test
    void theFirstFolderWinsAndDropInsAddOrReplace() throws IOException {
        proc.file("usr/lib/systemd/system/ssh.socket", "[Socket]\nListenStream=22\n")
                .file("etc/systemd/system/ssh.socket", "[Socket]\nListenStream=23\n")
                .file(
                        "etc/systemd/system/ssh.socket.d/10.conf",
                        "[Socket]\nListenStream=\nListenStream=22\nService=other.service\n")
                .file("run/systemd/system/ssh.socket.d/10.conf", "[Socket]\nListenStream=\n");
        assertThat(owners()).containsExactly("1 ssh.socket other.service");
    }

    @Test
    void ofTwoThatMayBeMeantTheEnabledOneIs() throws IOException {
        proc.file("usr/lib/systemd/system/a.socket", "[Socket]\nListenStream=22\n")
                .file("usr/lib/systemd/system/b.socket", "[Socket]\nListenStream=22\n");
        assertThat(owners()).containsExactly("1 systemd.service -");
        proc.file("etc/systemd/system/sockets.target.wants/b.socket", "");
        assertThat(owners()).containsExactly("1 b.socket b.service");
        proc.file("etc/systemd/system/sockets.target.wants/a.socket", "");
        assertThat(owners()).containsExactly("1 systemd.service -");
    }

    @Test
    void anotherProcessOneIsNotSystemd() throws IOException {
        proc.write("1/stat", stat())
                .file("usr/lib/systemd/system/ssh.socket", "[Socket]\nListenStream=22\n");
        assertThat(owners()).containsExactly("1 systemd.service -");
    }

    private String stat() throws IOException {
        return Files.readString(proc.path("1/stat")).replace("(systemd)", "(tini)");
    }

    @Test
    void listsOfAUnit() {
        assertThat(
                        places(
                                unit(
                                        """
                                        # ListenStream=1
                                        [Socket]
                                        ListenStream = 25
                                        ListenStream=[::1]:57
                                        ListenStream=127.0.0.1:\\
                                        58
                                        ListenDatagram=69
                                        ListenStream=/run/x
                                        ListenStream=@abstract
                                        ListenStream=vsock::1234
                                        ListenStream=%i
                                        ListenStream=70000
                                        """)))
                .isEqualTo("tcp * 25, tcp ::1 57, udp * 69");
        assertThat(places(unit("[Socket]\nListenStream=25\nSocketProtocol=sctp\n")))
                .isEqualTo("sctp * 25");
        assertThat(unit("[Socket]\nListenStream=25\nAccept=Yes\n").service())
                .isEqualTo("x@.service");
        assertThat(places(unit("[Socket]\nListenStream=25\nListenStream=\n"))).isEmpty();
    }

    @Property(tries = 300)
    void anyText(@ForAll String text) {
        assertThat(SocketUnit.parse("x", List.of("[Socket]\n" + text)).places()).isNotNull();
    }
}
