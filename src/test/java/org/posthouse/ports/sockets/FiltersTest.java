package org.posthouse.ports.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which tools are asked for the packet filters of a machine, and what is said when they tell
/// nothing.
final class FiltersTest {
    private static final String ROOT = "Uid:\t0\t0\t0\t0\nCapEff:\t000001ffffffffff\n";
    private static final String NO_TABLES =
            "{\"nftables\": [{\"metainfo\": {\"version\": \"1.0.6\"}}]}";

    @TempDir private Path folder;
    private FakeProc proc;
    private final Map<String, String> prints = new HashMap<>();
    private final List<String> started = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void make() throws IOException {
        proc = new FakeProc(folder);
        proc.process(1, "init", 0, 9001)
                .listens("00000000", 25, 0, 9001)
                .write("modules", "nf_tables 311296 3 - Live 0x0\n")
                .write("self/status", "Name:\tjava\n" + ROOT);
    }

    /// Programs that print what the test wants; one that prints nothing fails.
    private final FilterTools tools =
            new FilterTools() {
                @Override
                public Optional<Path> find(String name) {
                    return prints.containsKey(name)
                            ? Optional.of(Path.of("/tools", name))
                            : Optional.empty();
                }

                @Override
                public String run(List<String> command) throws IOException {
                    String name = Path.of(command.getFirst()).getFileName().toString();
                    started.add(name);
                    String printed = prints.getOrDefault(name, "");
                    if (printed.isEmpty()) throw new IOException("it failed");
                    return printed;
                }
            };

    private Listing read() throws Unreadable {
        return proc.sockets(tools, _ -> Map.of()).read(Wanted.ALL);
    }

    private static String words(Listing listing) {
        return listing.firewall()
                .passage(listing.sockets().getFirst())
                .map(Passage::words)
                .orElse("not known");
    }

    @Test
    void nftIsAskedAndItsRulesAreTold() throws IOException {
        prints.put("nft", Samples.text("server.json"));
        Listing listing = read();
        assertThat(started).containsExactly("nft");
        assertThat(words(listing)).isEqualTo("accepted");
        assertThat(listing.firewall().redirections(80)).hasSize(1);
        assertThat(listing.gaps()).isEmpty();
    }

    @Test
    void withoutTablesAllIsAccepted() throws IOException {
        prints.put("nft", NO_TABLES);
        assertThat(words(read())).isEqualTo("accepted");
    }

    /// What iptables made nft shows without the names of ports: `iptables-save` shows all.
    @Test
    void rulesOfIptablesAreReadByItsOwnTool() throws IOException {
        prints.put("nft", Samples.text("docker.json"));
        prints.put("iptables-save", Samples.text("docker.save"));
        Listing listing = read();
        assertThat(started).containsExactly("nft", "iptables-save");
        assertThat(words(listing)).isEqualTo("accepted");
        assertThat(listing.firewall().redirections(8080))
                .singleElement()
                .extracting(one -> one.target().words())
                .isEqualTo("172.17.0.2:80");
    }

    /// Then no guess is made of a target that only has a name.
    @Test
    void rulesOfIptablesWithoutItsToolAreUnclear() throws IOException {
        prints.put("nft", Samples.text("docker.json"));
        proc.listens("00000000", 26, 0, 9002);
        Listing listing = read();
        assertThat(listing.firewall().passage(listing.sockets().get(1)).orElseThrow())
                .isEqualTo(new Passage.Unclear("REDIRECT in ip nat/PREROUTING"));
    }

    @Test
    void olderTablesAreReadWhereTheKernelHasSome() throws IOException {
        proc.write("modules", "ip_tables 40960 1 - Live 0x0\n")
                .write("self/net/ip_tables_names", "filter\n")
                .write("self/net/ip6_tables_names", "");
        prints.put("iptables-save", "# nothing of nft's\n");
        prints.put("ip6tables-save", "# nothing of nft's\n");
        prints.put("iptables-legacy-save", Samples.text("ufw.save"));
        Listing listing = read();
        assertThat(started).endsWith("iptables-legacy-save");
        assertThat(words(listing))
                .isEqualTo("dropped by ip filter/INPUT, for some accepted (-s 10.0.0.0/8)");
    }

    @Test
    void whoMayNotReadThemStartsNothing() throws IOException {
        proc.write("self/status", "Uid:\t1000\t1000\t1000\t1000\nCapEff:\t0000000000000000\n");
        prints.put("nft", Samples.text("server.json"));
        Listing listing = read();
        assertThat(started).isEmpty();
        assertThat(words(listing)).isEqualTo("not known");
        assertThat(listing.gaps()).containsExactly("packet filters are shown to root only");
    }

    @Test
    void rootWithoutTheRightIsToldSo() throws IOException {
        proc.write("self/status", "Name:\tx\nUid:\t0\t0\t0\t0\nCapEff:\t000001ffffffefff\n");
        prints.put("nft", Samples.text("server.json"));
        assertThat(read().gaps())
                .containsExactly(
                        "packet filters are not shown to root here: it takes CAP_NET_ADMIN");
        assertThat(started).isEmpty();
    }

    @Test
    void nothingIsSaidOfThemWhereNobodyFromElsewhereComes() throws IOException {
        proc.write("self/status", "Uid:\t1000\t1000\t1000\t1000\n")
                .write("self/net/tcp", FakeProc.TCP);
        proc.listens("0100007F", 25, 0, 9001);
        prints.put("nft", NO_TABLES);
        assertThat(read().gaps()).isEmpty();
    }

    @Test
    void aMachineWithoutToolsHasNothingToSay() throws IOException {
        assertThat(read().gaps()).isEmpty();
        assertThat(words(read())).isEqualTo("accepted");
    }

    @Test
    void whatIsNotUnderstoodIsAGap() throws IOException {
        for (String printed : List.of("", "{", "{\"nftables\": 3}", "[]")) {
            prints.put("nft", printed);
            Listing listing = read();
            assertThat(words(listing)).isEqualTo("not known");
            assertThat(listing.gaps())
                    .singleElement()
                    .asString()
                    .startsWith("the packet filters could not be read: ");
        }
    }
}
