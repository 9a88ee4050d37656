package org.posthouse.ports.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole way from rules that real tools set, in a network namespace of their own, to what is
/// told: nft(8), iptables(8) above nf_tables, and the kernel's older tables.
@Tag("interop")
@Timeout(120)
final class FilterInteropTest {
    @TempDir private Path folder;

    /// What [Looker] says in a new network namespace after these commands.
    private List<String> told(String commands) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path errors = folder.resolve("errors");
        Process process =
                new ProcessBuilder(
                                "unshare",
                                "-n",
                                "sh",
                                "-ec",
                                commands
                                        + "\n"
                                        + "exec \"$0\" -XX:+UseSerialGC -Xmx64m -cp \"$1\" \"$2\"",
                                java,
                                System.getProperty("java.class.path"),
                                Looker.class.getName())
                        .redirectError(errors.toFile())
                        .start();
        try {
            List<String> lines = process.inputReader().readAllLines();
            assumeTrue(process.waitFor() == 0, Files.readString(errors));
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void rulesOfNft() throws Exception {
        Path rules =
                Files.writeString(
                        folder.resolve("rules"),
                        """
                        table inet nat {
                          chain prerouting {
                            type nat hook prerouting priority dstnat;
                            tcp dport 25 redirect to :2525
                            ip saddr 10.0.0.0/8 udp dport { 53, 5353 } dnat ip to 10.0.0.5:1053
                          }
                        }
                        """);
        assertThat(told("nft -f " + rules))
                .contains(
                        "passed 25/tcp to port 2525 by inet nat/prerouting",
                        "passed 53/udp to 10.0.0.5:1053 by inet nat/prerouting, if ip saddr"
                                + " 10.0.0.0/8 and IPv4",
                        "packets 0")
                .noneMatch(line -> line.startsWith("gap the packet"));
    }

    @Test
    void rulesOfIptables() throws Exception {
        assertThat(
                        told(
                                "iptables -t nat -A PREROUTING -p tcp -m multiport --dports 25,587"
                                        + " -j REDIRECT --to-ports 2525\n"
                                        + "ip6tables -t nat -A PREROUTING -p tcp --dport 80"
                                        + " -j DNAT --to-destination [fe80::1]:8080"))
                .contains(
                        "passed 25/tcp to port 2525 by ip nat/PREROUTING",
                        "passed 587/tcp to port 2525 by ip nat/PREROUTING",
                        "passed 80/tcp to [fe80::1]:8080 by ip6 nat/PREROUTING")
                .noneMatch(line -> line.startsWith("gap the packet"));
    }

    @Test
    void rulesOfOlderTables() throws Exception {
        assertThat(
                        told(
                                "iptables-legacy -t nat -A PREROUTING ! -i docker0 -p tcp"
                                        + " --dport 8080 -j DNAT --to-destination 172.17.0.2:80"))
                .contains("passed 8080/tcp to 172.17.0.2:80 by ip nat/PREROUTING, if ! -i docker0")
                .noneMatch(line -> line.startsWith("gap the packet"));
    }
}
