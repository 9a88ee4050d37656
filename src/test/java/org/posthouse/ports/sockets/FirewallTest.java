package org.posthouse.ports.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What packet filters do with a stranger's call, by rule sets as the tools printed them: a
/// server's of our own (`nft` 1.0.6), in the shapes of firewalld's, docker's and ufw's (`iptables`
/// 1.8.9).
final class FirewallTest {
    static Rules nft(String name) throws IOException {
        return Nft.read(Samples.text(name)).orElseThrow().rules();
    }

    private static LocalSocket socket(String protocol, String address, int port) {
        IpAddress at = IpAddress.parse(address).orElseThrow();
        boolean v4 = at.version() == IpAddress.Version.IPV4;
        return new LocalSocket(
                Transport.named(protocol).orElseThrow(),
                at,
                port,
                v4 ? Coverage.IPV4 : at.isAny() ? Coverage.DUAL : Coverage.IPV6,
                Namespace.OWN,
                1,
                Optional.empty(),
                new Owners.Nobody());
    }

    private static String words(Rules rules, String protocol, String address, int port) {
        return Firewall.of(rules)
                .passage(socket(protocol, address, port))
                .map(Passage::words)
                .orElse("-");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    tcp | 0.0.0.0   | 22    | accepted
                    tcp | 0.0.0.0   | 8050  | accepted
                    udp | 0.0.0.0   | 22    | dropped by inet filter/input
                    tcp | 0.0.0.0   | 8080  | dropped by inet late/input
                    tcp | 0.0.0.0   | 80    | handed on to 10.0.0.5:8080 by ip nat/prerouting
                    tcp | ::        | 80    | IPv4 handed on to 10.0.0.5:8080 by ip nat/prerouting; IPv6 accepted
                    tcp | fe80::7   | 80    | accepted
                    udp | 0.0.0.0   | 53    | accepted, for some handed on to port 1053 by ip nat/prerouting (iifname eth0)
                    udp | ::1       | 53    | -
                    tcp | 127.0.0.1 | 23    | -
                    tcp | 0.0.0.0   | 53    | accepted
                    sctp| 0.0.0.0   | 53    | dropped by inet filter/input
                    tcp | 0.0.0.0   | 144   | accepted
                    tcp | 0.0.0.0   | 146   | dropped by inet filter/input
                    tcp | 0.0.0.0   | 60000 | accepted
                    tcp | 0.0.0.0   | 25    | accepted
                    tcp | 0.0.0.0   | 23    | dropped by inet filter/input
                    tcp | 0.0.0.0   | 57    | rejected by inet filter/mtp, for some accepted (ip saddr @friends)
                    tcp | fe80::7   | 57    | rejected by inet filter/mtp
                    tcp | 0.0.0.0   | 465   | accepted
                    udp | 0.0.0.0   | 465   | dropped by inet filter/input
                    tcp | 0.0.0.0   | 587   | rejected by inet filter/mtp, for some accepted (ip saddr @friends)
                    tcp | 0.0.0.0   | 3306  | dropped by inet filter/input, for some accepted (iifname { eth0, eth1 })
                    udp | 0.0.0.0   | 123   | dropped by inet filter/input, for some accepted (limit 10 5 second)
                    tcp | 0.0.0.0   | 9999  | rejected by inet filter/input
                    tcp | 0.0.0.0   | 9998  | accepted
                    tcp | 10.1.2.3  | 9997  | accepted
                    tcp | 10.1.2.4  | 9997  | dropped by inet filter/input
                    tcp | 0.0.0.0   | 9997  | dropped by inet filter/input, for some accepted (ip daddr 10.1.2.3)
                    tcp | 0.0.0.0   | 9996  | dropped by inet filter/input
                    tcp | 0.0.0.0   | 9995  | dropped by inet filter/input, for some accepted (mark 23)
                    tcp | 0.0.0.0   | 9994  | unclear: synproxy in inet filter/input
                    tcp | ::        | 9993  | IPv4 dropped by inet filter/input; IPv6 accepted
                    tcp | 0.0.0.0   | 9992  | dropped by inet filter/input, for some accepted (tcp dport . ip saddr { 9992 . 192.0.2.7 })
                    """)
    void aServersOwnRules(String protocol, String address, int port, String words)
            throws IOException {
        assertThat(words(nft("server.json"), protocol, address, port)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0.0.0.0 | 22   | accepted, for some dropped by inet firewalld/filter_IN_public_deny (ip saddr 192.0.2.66)
                    fe80::7 | 22   | accepted
                    ::      | 80   | IPv4 accepted, for some dropped by inet firewalld/filter_IN_public_deny (ip saddr 192.0.2.66); IPv6 accepted
                    fe80::7 | 23   | rejected by inet firewalld/filter_INPUT_POLICIES
                    0.0.0.0 | 23   | rejected by inet firewalld/filter_INPUT_POLICIES, for some accepted (ip saddr 10.9.0.0/16)
                    fe80::7 | 8443 | rejected by inet firewalld/filter_INPUT_POLICIES
                    0.0.0.0 | 8443 | handed on to port 443 by inet firewalld/nat_PRE_public_allow
                    0.0.0.0 | 2222 | handed on to 192.168.7.2:22 by inet firewalld/nat_PRE_public_allow
                    """)
    void firewalldsShape(String address, int port, String words) throws IOException {
        assertThat(words(nft("firewalld.json"), "tcp", address, port)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    tcp | 0.0.0.0 | 22   | accepted
                    tcp | ::      | 443  | accepted
                    tcp | 0.0.0.0 | 23   | dropped by ip filter/INPUT
                    tcp | 0.0.0.0 | 25   | dropped by ip filter/INPUT, for some accepted (-s 10.0.0.0/8)
                    tcp | fe80::7 | 25   | dropped by ip6 filter/INPUT
                    udp | 0.0.0.0 | 137  | dropped by ip filter/ufw-skip-to-policy-input
                    """)
    void ufwsShape(String protocol, String address, int port, String words) throws IOException {
        Rules rules =
                Saved.read("ip", Samples.text("ufw.save"))
                        .orElseThrow()
                        .with(Saved.read("ip6", Samples.text("ufw6.save")).orElseThrow());
        assertThat(words(rules, protocol, address, port)).isEqualTo(words);
    }

    private static List<String> told(Rules rules) {
        return Firewall.of(rules).redirections().stream()
                .map(
                        one ->
                                "%s/%s to %s%s by %s%s"
                                        .formatted(
                                                one.ports(),
                                                one.transport().word(),
                                                one.target().words(),
                                                one.conditions().isEmpty()
                                                        ? ""
                                                        : " if "
                                                                + String.join(
                                                                        ", ", one.conditions()),
                                                one.by(),
                                                one.callers() == Redirection.Callers.OTHERS
                                                        ? ""
                                                        : " for ourselves"))
                .toList();
    }

    @Test
    void portsThatArePassedOn() throws IOException {
        assertThat(told(nft("server.json")))
                .containsExactly(
                        "26/tcp to port 2525 by ip nat/prerouting",
                        "80/tcp to 10.0.0.5:8080 by ip nat/prerouting",
                        "81/tcp to 10.0.0.5 if ip saddr 10.0.0.0/8 by ip nat/prerouting",
                        "8888/tcp to 10.0.0.7 by ip nat/prerouting",
                        "8889/tcp to 10.0.0.8 by ip nat/prerouting",
                        "53/udp to port 1053 if iifname eth0 by ip nat/prerouting",
                        "5353/udp to port 1053 if iifname eth0 by ip nat/prerouting",
                        "1000-1003/tcp to 10.0.0.9 by ip nat/prerouting",
                        "1000-1003/udp to 10.0.0.9 by ip nat/prerouting",
                        "7000/tcp to this machine by ip nat/prerouting",
                        "444/tcp to [fe80::1]:4443 if IPv6 by inet nat6/prerouting",
                        "444/tcp to 10.0.0.3:4443 if IPv4 by inet nat6/prerouting",
                        "27/tcp to port 2526 if ip daddr 127.0.0.1 by inet nat6/output for"
                                + " ourselves");
        assertThat(told(Saved.read("ip", Samples.text("docker.save")).orElseThrow()))
                .containsExactly(
                        "8080/tcp to 172.17.0.2:80 if ! -i docker0 by ip nat/DOCKER",
                        "26/tcp to port 2526 by ip nat/PREROUTING");
        assertThat(told(nft("firewalld.json")))
                .containsExactly(
                        "8443/tcp to port 443 if IPv4 by inet firewalld/nat_PRE_public_allow",
                        "2222/tcp to 192.168.7.2:22 if IPv4 by inet"
                                + " firewalld/nat_PRE_public_allow");
    }

    private static Chain hooked(String table, int priority, Step end) {
        var from =
                new Step.Match(
                        List.of(new Field(Field.What.FROM, "ip")),
                        Step.Sense.IS,
                        List.of(List.of(Value.network("10.0.0.0/8"))),
                        "ip saddr 10.0.0.0/8");
        var hook =
                new Chain.Hook(Chain.Stage.INPUT, priority, Chain.Kind.FILTER, new Step.Accept());
        return new Chain("ip", table, "in", Optional.of(hook), List.of(List.of(from, end)));
    }

    /// "accept" ends the chain, and not the packet's way (nft(8)).
    @Test
    void whatOneChainAcceptsComesToTheNext() {
        Rules rules =
                Rules.of(
                        List.of(
                                hooked("late", 10, new Step.Drop()),
                                hooked("early", 0, new Step.Accept())));
        assertThat(words(rules, "tcp", "0.0.0.0", 25))
                .isEqualTo("accepted, for some dropped by ip late/in (ip saddr 10.0.0.0/8)");
    }

    @Test
    void aTableThatIsCutIsNotRead() throws IOException {
        String whole = Samples.text("docker.save");
        assertThat(Saved.read("ip", whole)).isPresent();
        assertThat(Saved.read("ip", whole.substring(0, whole.lastIndexOf("COMMIT")))).isEmpty();
    }
}
