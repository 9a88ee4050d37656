package org.posthouse.ports.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real `/proc` of a Linux, with real sockets in it. What takes rights that the test may not
/// have is reported as skipped, and is in [ProcSocketsTest] as well, on a `/proc` of our own.
@Timeout(180)
final class RealSocketsTest {
    /// Listens, hands the socket to a child, and tells port, own id and the child's; both end with
    /// their input.
    private static final String HANDS_ON =
            "use Socket; socket(S, PF_INET, SOCK_STREAM, 0); bind(S, sockaddr_in(0, INADDR_ANY));"
                    + " listen(S, 5); ($p) = sockaddr_in(getsockname(S)); $| = 1; $c = fork;"
                    + " print \"$p $$ $c\\n\" if $c; <STDIN>;";

    /// Listens on `::` with IPV6_V6ONLY as the argument says, and tells the port.
    private static final String ON_IPV6 =
            "use Socket; socket(S, AF_INET6, SOCK_STREAM, 0) or die; setsockopt(S, 41, 26,"
                + " pack('i', $ARGV[0])) or die; bind(S, pack_sockaddr_in6(0, pack('x16'))) or die;"
                + " listen(S, 5); ($p) = unpack_sockaddr_in6(getsockname(S)); $| = 1; print \"$p\\n"
                + "\"; <STDIN>;";

    private static final String NOBODY = "65534";

    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void onlyOnLinux() {
        assumeTrue(Files.isReadable(Path.of("/proc/self/net/tcp")), "there is no /proc here");
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    private Process start(List<String> words) throws IOException {
        Process process =
                new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        started.add(process);
        return process;
    }

    /// Port, and the two that hold it.
    private List<Integer> handsOn(String... before) throws IOException {
        var words = new ArrayList<>(List.of(before));
        words.addAll(List.of("perl", "-e", HANDS_ON));
        Process process = start(words);
        String line = process.inputReader().readLine();
        assumeTrue(line != null, "not here: " + String.join(" ", before) + " perl");
        return Stream.of(line.split(" ", -1)).map(Integer::valueOf).toList();
    }

    private static void assumeHere(String program) {
        boolean here =
                Stream.of(System.getenv("PATH").split(":", -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        assumeTrue(here, program + " is not installed");
    }

    private static List<LocalSocket> at(int port) throws Unreadable {
        return Sockets.here().read(Wanted.port(port)).sockets();
    }

    /// TCP sockets of our own network namespace: another may use the same number.
    private static List<LocalSocket> ourTcp(int port) throws Unreadable {
        return at(port).stream()
                .filter(one -> one.transport() == Transport.TCP)
                .filter(one -> one.namespace() instanceof Namespace.Own)
                .toList();
    }

    private static List<Integer> pids(LocalSocket socket) {
        return socket.owners().known().stream().map(Owner::pid).toList();
    }

    @Test
    void ourOwnListenersAreOurs() throws IOException {
        int us = (int) ProcessHandle.current().pid();
        try (var tcp = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
                var udp = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            LocalSocket listener = ourTcp(tcp.getLocalPort()).getFirst();
            assertThat(listener.transport()).isEqualTo(Transport.TCP);
            assertThat(listener.reach()).isEqualTo(Reach.LOOPBACK);
            assertThat(pids(listener)).containsExactly(us);
            Owner owner = listener.owners().known().getFirst();
            assertThat(owner.executable().orElseThrow().name()).startsWith("java");
            assertThat(owner.started().orElseThrow()).isBefore(Instant.now());
            assertThat(owner.user()).isEqualTo(listener.user());
            assertThat(at(udp.getLocalPort()))
                    .anyMatch(one -> one.transport() == Transport.UDP && pids(one).contains(us));
        }
    }

    /// Where netlink is refused, by a sandbox for one, it stays open which it is.
    @Test
    void whichVersionsASocketTakesIsAsked() throws IOException {
        assumeHere("perl");
        Map<String, Coverage> wanted = Map.of("0", Coverage.DUAL, "1", Coverage.IPV6);
        for (Map.Entry<String, Coverage> one : wanted.entrySet()) {
            Process process = start(List.of("perl", "-e", ON_IPV6, one.getKey()));
            String line = process.inputReader().readLine();
            assumeTrue(line != null, "no IPv6 here");
            Wanted quick = Wanted.port(Integer.parseInt(line));
            assertThat(coverage(quick)).isEqualTo(Coverage.IPV6_PERHAPS_DUAL);
            Coverage told = coverage(quick.whole());
            assumeTrue(told != Coverage.IPV6_PERHAPS_DUAL, "the kernel does not tell");
            assertThat(told).isEqualTo(one.getValue());
        }
    }

    private static Coverage coverage(Wanted wanted) throws Unreadable {
        return Sockets.here().read(wanted).sockets().stream()
                .filter(one -> one.namespace() instanceof Namespace.Own)
                .filter(one -> one.transport() == Transport.TCP)
                .findFirst()
                .orElseThrow()
                .coverage();
    }

    @Test
    void aClientOfAPortIsNotItsListener() throws IOException {
        try (var server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
                var client = new Socket(server.getInetAddress(), server.getLocalPort());
                var _ = server.accept()) {
            assertThat(ourTcp(server.getLocalPort())).hasSize(1);
            assertThat(ourTcp(client.getLocalPort())).isEmpty();
        }
    }

    @Test
    void aSocketHandedToAChildHasBothForOwners() throws IOException {
        assumeHere("perl");
        List<Integer> told = handsOn();
        assertThat(pids(ourTcp(told.get(0)).getFirst()))
                .containsExactlyInAnyOrder(told.get(1), told.get(2));
    }

    @Test
    void anotherNetworkNamespaceIsLookedInto() throws IOException {
        assumeHere("perl");
        assumeHere("unshare");
        boolean root = ProcessHandle.current().info().user().filter("root"::equals).isPresent();
        List<Integer> told = handsOn("unshare", root ? "-n" : "-rn");
        LocalSocket socket =
                at(told.get(0)).stream()
                        .filter(one -> one.namespace() instanceof Namespace.Other)
                        .findFirst()
                        .orElseThrow();
        assertThat(pids(socket)).containsExactlyInAnyOrder(told.get(1), told.get(2));
    }

    @Test
    void anotherUserSeesHisOwnAndIsToldWhatHeDoesNotSee(@TempDir Path folder) throws Exception {
        boolean root = ProcessHandle.current().info().user().filter("root"::equals).isPresent();
        assumeTrue(root, "only root may become somebody else");
        assumeHere("setpriv");
        try (var ours = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            List<String> seen =
                    looker(
                            folder,
                            List.of("listen"),
                            "setpriv",
                            "--reuid=" + NOBODY,
                            "--regid=" + NOBODY,
                            "--clear-groups");
            assumeTrue(!seen.isEmpty(), "nobody may not run this Java");
            String own = seen.getFirst().replace("own ", "");
            assertThat(seen).contains(ours.getLocalPort() + " ROOT");
            assertThat(seen).anyMatch(line -> line.matches(own + " \\[\\d+\\]"));
            assertThat(seen)
                    .filteredOn(line -> line.contains("hide from you"))
                    .singleElement()
                    .asString()
                    .startsWith("gap ");
        }
    }

    /// A new network namespace has sent nothing; after we looked it still has not.
    @Test
    void lookingSendsNothing(@TempDir Path folder) throws Exception {
        assumeHere("unshare");
        boolean root = ProcessHandle.current().info().user().filter("root"::equals).isPresent();
        List<String> seen = looker(folder, List.of(), "unshare", root ? "-n" : "-rn");
        assumeTrue(!seen.isEmpty(), "no network namespace may be made here");
        assertThat(seen).contains("packets 0");
    }

    /// Runs [Looker] from a copy of the package that everybody may read.
    private List<String> looker(Path folder, List<String> arguments, String... before)
            throws IOException, URISyntaxException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (Class<?> one : List.of(Looker.class, Sockets.class)) {
            Path from = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
            copy(from, folder, one.getPackageName().replace('.', '/'));
        }
        var words = new ArrayList<>(List.of(before));
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m"));
        words.addAll(List.of("-cp", folder.toString(), Looker.class.getName()));
        words.addAll(arguments);
        return start(words).inputReader().readAllLines();
    }

    private static void copy(Path from, Path to, String name) throws IOException {
        Path folder = to;
        for (String part : name.split("/", -1)) {
            folder = Files.createDirectories(folder.resolve(part));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        try (Stream<Path> files = Files.list(from.resolve(name))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                Path copy = folder.resolve(file.getFileName().toString());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
            }
        }
    }

    /// Neither a socket nor a resolver is within reach of this package.
    @Test
    void nothingHereCanTalkToANetwork() throws Exception {
        Path classes =
                Path.of(Sockets.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        String folder = Sockets.class.getPackageName().replace('.', '/');
        try (Stream<Path> files = Files.list(classes.resolve(folder))) {
            List<Path> ours =
                    files.filter(f -> f.toString().endsWith(".class"))
                            .filter(f -> !f.toString().contains("Test"))
                            .filter(f -> !f.endsWith("Looker.class"))
                            .toList();
            assertThat(ours).hasSizeGreaterThan(20);
            for (Path file : ours)
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("java/net/", "java/nio/channels/");
        }
    }
}
