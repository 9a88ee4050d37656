package org.posthouse.ports.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is told of a machine whose `/proc` we made ourselves.
final class ProcSocketsTest {
    @TempDir private Path folder;
    private FakeProc proc;

    @BeforeEach
    void make() throws IOException {
        proc = new FakeProc(folder);
    }

    private Listing read() throws Unreadable {
        return proc.sockets().read(Wanted.ALL);
    }

    private LocalSocket only() throws Unreadable {
        Listing listing = read();
        assertThat(listing.sockets()).hasSize(1);
        return listing.sockets().getFirst();
    }

    @Test
    void aListenerIsToldWithItsOwner() throws IOException {
        proc.process(1, "init", 0)
                .process(42, "smtpd) x", 101, 9001)
                .listens("0100007F", 25, 0, 9001);
        LocalSocket socket = only();
        assertThat(socket.endpoint()).isEqualTo("127.0.0.1:25");
        assertThat(socket.reach()).isEqualTo(Reach.LOOPBACK);
        assertThat(socket.coverage()).isEqualTo(Coverage.IPV4);
        assertThat(socket.user()).hasValue("root");
        assertThat(socket.namespace()).isEqualTo(Namespace.OWN);
        Owner owner = socket.owners().known().getFirst();
        assertThat(owner.pid()).isEqualTo(42);
        assertThat(owner.parent()).isEqualTo(1);
        assertThat(owner.name()).isEqualTo("smtpd) x");
        assertThat(owner.command()).containsExactly("/usr/bin/smtpd) x", "-v", "two words", "");
        assertThat(owner.user()).hasValue("postfix");
        assertThat(owner.unit()).hasValue("smtpd) x.service");
        assertThat(owner.executable().orElseThrow().path()).isEqualTo("/usr/bin/smtpd) x");
        assertThat(owner.started().orElseThrow())
                .isBetween(read().at().minusSeconds(110), read().at().minusSeconds(99));
        assertThat(read().gaps()).isEmpty();
    }

    @Test
    void aSocketThatWasHandedOnHasAllItsOwners() throws IOException {
        proc.process(1, "systemd", 0, 9001)
                .process(300, "sshd", 0, 9001, 9002)
                .process(4, "other", 0, 9003)
                .listens("00000000", 22, 0, 9001);
        assertThat(only().owners().known()).extracting(Owner::pid).containsExactly(1, 300);
    }

    @Test
    void aClientIsNoListener() throws IOException {
        proc.process(1, "init", 0).process(42, "mail", 0, 9001, 9002);
        proc.append("self/net/tcp", FakeProc.row("0100007F", 57, "01", 0, 9001));
        proc.append("self/net/tcp", FakeProc.row("0100007F", 57, "06", 0, 0));
        proc.write("self/net/udp", FakeProc.TCP + FakeProc.row("0100007F", 57, "01", 0, 9002));
        assertThat(read().sockets()).isEmpty();
    }

    @Test
    void aDatagramSocketThatTalksToNobodyInParticularCanBeCalled() throws IOException {
        proc.process(1, "init", 0).process(42, "named", 0, 9002);
        proc.write("self/net/udp", FakeProc.TCP + FakeProc.row("0100007F", 53, "07", 0, 9002));
        proc.write("self/net/udplite", FakeProc.TCP + FakeProc.row("0100007F", 54, "07", 0, 9002));
        assertThat(read().sockets())
                .extracting(LocalSocket::transport)
                .containsExactly(Transport.UDP, Transport.UDPLITE);
    }

    @Test
    void whatIsHiddenIsSaidOfEachSocket() throws IOException {
        proc.hidden(1, "init", 0)
                .hidden(50, "master", 101)
                .process(60, "mine", 1000, 9060)
                .listens("00000000", 25, 101, 9050)
                .listens("00000000", 8025, 1000, 9060);
        Listing listing = read();
        LocalSocket hidden = listing.sockets().get(0);
        assertThat(hidden.owners()).isEqualTo(new Owners.Hidden(Owners.Lacking.ROOT));
        assertThat(hidden.user()).hasValue("postfix");
        assertThat(listing.sockets().get(1).owners().known())
                .extracting(Owner::pid)
                .containsExactly(60);
        assertThat(listing.gaps())
                .containsExactly(
                        "2 of 3 processes hide from you what they hold; run as root to see it");
    }

    @Test
    void rootWithoutTheCapabilityIsToldSo() throws IOException {
        proc.write("self/status", "Name:\tjava\nUid:\t0\t0\t0\t0\n");
        proc.hidden(1, "init", 0).listens("00000000", 25, 0, 9050);
        assertThat(only().owners()).isEqualTo(new Owners.Hidden(Owners.Lacking.CAPABILITY));
    }

    /// hidepid=2 shows no processes of others at all, so that none can be counted.
    @Test
    void whereProcessesAreNotEvenListedNothingIsTakenForTheKernels() throws IOException {
        proc.process(60, "mine", 1000).listens("00000000", 25, 0, 9050);
        assertThat(only().owners()).isEqualTo(new Owners.Hidden(Owners.Lacking.ROOT));
    }

    @Test
    void aSocketOfTheKernelBelongsToNobody() throws IOException {
        proc.process(1, "init", 0).listens("00000000", 2049, 0, 9050);
        assertThat(only().owners()).isEqualTo(new Owners.Nobody());
    }

    @Test
    void otherNamespacesAreReadOnceEach() throws IOException {
        proc.process(1, "init", 0, 9001)
                .process(70, "inside", 0, 9070)
                .process(71, "inside", 0, 9070)
                .link("70/ns/net", "net:[4026532999]")
                .link("71/ns/net", "net:[4026532999]")
                .write("70/net/tcp", FakeProc.TCP + FakeProc.row("00000000", 80, "0A", 0, 9070))
                .listens("00000000", 80, 0, 9001);
        List<LocalSocket> sockets = read().sockets();
        assertThat(sockets)
                .extracting(LocalSocket::namespace)
                .containsExactly(Namespace.OWN, new Namespace.Other(4_026_532_999L, 70));
        assertThat(sockets.get(1).owners().known()).extracting(Owner::pid).containsExactly(70, 71);
    }

    @Test
    void aNamespaceIsReadThroughAProcessThatStillRuns() throws IOException {
        proc.process(1, "init", 0)
                .process(70, "gone", 0)
                .process(71, "inside", 0, 9070)
                .link("70/ns/net", "net:[4026532999]")
                .link("71/ns/net", "net:[4026532999]")
                .write("71/net/tcp", FakeProc.TCP + FakeProc.row("00000000", 80, "0A", 0, 9070));
        assertThat(only().namespace()).isEqualTo(new Namespace.Other(4_026_532_999L, 71));
        assertThat(read().gaps()).isEmpty();
    }

    @Test
    void aNamespaceThatVanishesIsSaid() throws IOException {
        proc.process(1, "init", 0).process(70, "gone", 0).link("70/ns/net", "net:[4026532999]");
        assertThat(read().sockets()).isEmpty();
        assertThat(read().gaps()).singleElement().asString().contains("4026532999", "ended");
    }

    @Test
    void aProcessThatVanishesIsNoTrouble() throws IOException {
        proc.process(1, "init", 0).listens("00000000", 25, 0, 9050);
        Files.createDirectory(proc.path("4711")); // listed, and nothing in it any more
        proc.hidden(4712, "zombie", 0).write("4712/stat", "4712 (zombie) Z 1 7 7 0 -1\n");
        Listing listing = read();
        assertThat(listing.sockets()).hasSize(1);
        assertThat(listing.gaps()).isEmpty();
    }

    @Test
    void whoWantsOnePortGetsNoOther() throws IOException {
        proc.process(1, "init", 0, 9001, 9002)
                .listens("00000000", 25, 0, 9001)
                .listens("00000000", 57, 0, 9002);
        assertThat(proc.sockets().read(Wanted.port(57)).sockets())
                .extracting(LocalSocket::port)
                .containsExactly(57);
    }

    @Test
    void ipv6AddressesAreToldAsTheyAreWritten() throws IOException {
        proc.process(1, "init", 0);
        String any = "0".repeat(32);
        String tcp6 =
                FakeProc.TCP
                        + FakeProc.row(any, 25, "0A", 0, 1)
                        + FakeProc.row(any, 26, "0A", 0, 2)
                        + FakeProc.row("00000000000000000000000001000000", 27, "0A", 0, 3)
                        + FakeProc.row("000080FE00000000FF005450B6AD1DFE", 28, "0A", 0, 4);
        proc.write("self/net/tcp6", tcp6).listens("00000000", 26, 0, 5);
        assertThat(read().sockets())
                .extracting(socket -> socket.endpoint() + " " + socket.coverage())
                .containsExactly(
                        "[::]:25 IPV6_PERHAPS_DUAL",
                        "0.0.0.0:26 IPV4",
                        "[::]:26 IPV6",
                        "[::1]:27 IPV6",
                        "[fe80::5054:ff:fe1d:adb6]:28 IPV6");
    }

    /// Netlink is asked of what is open, and only when somebody wants to know.
    @Test
    void whatNetlinkTellsSettlesTheVersions() throws IOException {
        proc.process(1, "init", 0);
        String any = "0".repeat(32);
        proc.write(
                        "self/net/tcp6",
                        FakeProc.TCP
                                + FakeProc.row(any, 25, "0A", 0, 1)
                                + FakeProc.row(any, 26, "0A", 0, 2)
                                + FakeProc.row(any, 27, "0A", 0, 3)
                                + FakeProc.row(any, 28, "0A", 0, 4))
                .listens("00000000", 28, 0, 5);
        var asked = new ArrayList<Set<Transport>>();
        var sockets =
                proc.sockets(
                        FilterTools.NONE,
                        transports -> {
                            asked.add(transports);
                            return Map.of(1L, false, 2L, true);
                        });
        assertThat(sockets.read(Wanted.ALL).sockets())
                .filteredOn(one -> one.coverage() == Coverage.IPV6_PERHAPS_DUAL)
                .hasSize(3);
        assertThat(asked).isEmpty();
        assertThat(sockets.read(Wanted.ALL.whole()).sockets())
                .extracting(one -> one.endpoint() + " " + one.coverage())
                .containsExactly(
                        "[::]:25 DUAL",
                        "[::]:26 IPV6",
                        "[::]:27 IPV6_PERHAPS_DUAL",
                        "0.0.0.0:28 IPV4",
                        "[::]:28 IPV6");
        assertThat(asked).containsExactly(Set.of(Transport.TCP));
    }

    @Test
    void sctpHasASocketForEachOfItsAddresses() throws IOException {
        proc.process(1, "init", 0, 9009);
        proc.write(
                "self/net/sctp/eps",
                """
                 ENDPT     SOCK   STY SST HBKT LPORT   UID INODE LADDRS
                       0        0 2   10  29   7777      101  9009 127.0.0.1 10.0.0.5
                       0        0 2   1   30   7778      101  9010 127.0.0.1
                nonsense
                """);
        assertThat(read().sockets())
                .extracting(LocalSocket::endpoint)
                .containsExactly("10.0.0.5:7777", "127.0.0.1:7777");
        assertThat(read().gaps()).singleElement().asString().startsWith("1 lines of ");
    }

    @Test
    void garbageIsCountedAndTheRestIsRead() throws IOException {
        proc.process(1, "init", 0, 9001)
                .append(
                        "self/net/tcp",
                        "\0\0\0\n   1: 0100:1 x\n\n 2: 0100007F:zzzz 0 0A 0 0 0 0 0 0\n")
                .append("self/net/tcp", "x".repeat(200_000) + "\n")
                .listens("00000000", 25, 0, 9001)
                .append("self/net/tcp", FakeProc.row("00000000", 26, "0A", 0, 9002).strip());
        Listing listing = read();
        assertThat(listing.sockets()).extracting(LocalSocket::port).contains(25, 26);
        assertThat(listing.gaps()).singleElement().asString().contains("could not be understood");
    }

    @Test
    void garbageInAProcessLeavesWhatCanBeRead() throws IOException {
        proc.process(1, "init", 0, 9001)
                .write("1/stat", "\377\0 nothing")
                .write("1/status", "Uid:\tmany\n")
                .write("1/cgroup", ":::\nnothing\n")
                .write("1/cmdline", "\0\0")
                .write("uptime", "long")
                .listens("00000000", 25, 0, 9001);
        Owner owner = only().owners().known().getFirst();
        assertThat(owner.pid()).isEqualTo(1);
        assertThat(owner.name()).isEqualTo("?");
        assertThat(owner.user()).isEmpty();
        assertThat(owner.started()).isEmpty();
        assertThat(owner.unit()).isEmpty();
    }

    @Test
    void aMissingProcIsOneLine() throws IOException {
        Path nowhere = folder.resolve("nowhere");
        assertThatThrownBy(
                        () ->
                                new ProcSockets(
                                                new ProcTree(
                                                        nowhere, nowhere, ByteOrder.LITTLE_ENDIAN),
                                                Surroundings.LIVE)
                                        .read(Wanted.ALL))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("nowhere cannot be read");
        Files.delete(proc.path("self/net/tcp"));
        assertThatThrownBy(this::read)
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("self/net/tcp cannot be read");
        proc.write("self/net/tcp", "something else\n");
        assertThatThrownBy(this::read).hasMessageContaining("is no table of sockets");
    }
}
