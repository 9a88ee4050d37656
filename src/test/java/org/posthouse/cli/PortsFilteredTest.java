package org.posthouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.ports.sockets.Firewall;
import org.posthouse.ports.sockets.Firewalls;
import org.posthouse.ports.sockets.Listing;
import org.posthouse.ports.sockets.LocalSocket;
import org.posthouse.ports.sockets.Sockets;

/// Packet filters and redirections as `posthouse ports` shows them, on a machine with the rules of
/// `server.json`.
final class PortsFilteredTest {
    private final Sockets filtered;

    PortsFilteredTest() throws IOException {
        Firewall firewall = Firewalls.nft("server.json");
        Sockets sockets =
                Machines.of(
                        Machines.tcp("0.0.0.0", 22, Machines.owner(7, "sshd")),
                        Machines.tcp("0.0.0.0", 57, Machines.owner(8, "mtpd")),
                        Machines.tcp("127.0.0.1", 23, Machines.owner(10, "telnetd")),
                        Machines.tcp("0.0.0.0", 2525, Machines.owner(9, "smtpd")));
        filtered =
                wanted -> {
                    Listing plain = sockets.read(wanted);
                    List<LocalSocket> all = plain.sockets();
                    return new Listing(
                            plain.at(), all, plain.gaps(), Listing.Temporary.DYNAMIC, firewall);
                };
    }

    private String out(String... words) {
        var terminal = new Terminal(PortsCommand.line(filtered));
        terminal.run(words);
        assertThat(terminal.err()).isEmpty();
        return terminal.out();
    }

    @Test
    void theTableSaysWhatKeepsCallersAway() {
        assertThat(out("ports", "--width", "80"))
                .startsWith(
                        """
                        PORT     ADDRESS   OWNER      REGISTERED           USER AGE
                        22/tcp   0.0.0.0   7 sshd     ssh                  root 3h
                        23/tcp   127.0.0.1 10 telnetd telnet               root 3h
                        57/tcp   0.0.0.0   8 mtpd     private use, was MTP root 3h
                                   packet filter: rejected by inet filter/mtp, for some accepted (ip
                                   saddr @friends)
                        2525/tcp 0.0.0.0   9 smtpd    ms-v-worlds          root 3h
                                   packet filter: dropped by inet filter/input
                                   also gets 26/tcp to port 2525 by ip nat/prerouting

                        Passed on by the kernel:
                          26/tcp to port 2525 by ip nat/prerouting
                          80/tcp to 10.0.0.5:8080 by ip nat/prerouting
                        """);
    }

    @Test
    void aConditionIsOneOfRedirectionsToo() {
        assertThat(out("ports", "--port", "80"))
                .startsWith(
                        """
                        Nothing like that listens here.

                        Passed on by the kernel:
                          80/tcp to 10.0.0.5:8080 by ip nat/prerouting
                        """);
        assertThat(out("ports", "--process", "smtpd"))
                .contains("Passed on by the kernel:\n  26/tcp to port 2525 by ip nat/prerouting\n")
                .doesNotContain("80/tcp");
        assertThat(out("ports", "--port", "22")).doesNotContain("Passed on");
    }

    @Test
    void aPortThatIsPassedOnIsSeenThoughNothingListens() {
        assertThat(out("ports", "26", "--no-probe"))
                .contains(
                        """
                          Nothing listens here now.
                            passed  26/tcp to port 2525 by ip nat/prerouting
                        """);
        assertThat(out("ports", "26/udp", "--no-probe")).doesNotContain("passed");
        assertThat(out("ports", "2525", "--no-probe"))
                .contains("    filter  dropped by inet filter/input\n")
                .contains("    passed  26/tcp to port 2525 by ip nat/prerouting\n");
    }

    @Test
    void adviceKnowsTheFilter() {
        assertThat(out("ports", "57", "--no-probe"))
                .contains("A packet filter lets only some others reach it.")
                .doesNotContain("unless a packet filter");
    }

    @Test
    void programsGetItAsMembers() {
        assertThat(out("ports", "--json", "--port", "57"))
                .contains(
                        "\"filter\":{\"word\":\"partly\",\"otherwise\":{\"word\":\"rejected\","
                                + "\"by\":\"inet filter/mtp\"},\"some\":[{\"word\":\"accepted\","
                                + "\"if\":[\"ip saddr @friends\"]}]}");
        assertThat(out("ports", "--json", "--port", "26"))
                .contains(
                        "\"redirections\":[{\"port\":26,\"last\":26,\"protocol\":\"tcp\","
                                + "\"to\":\"port 2525\",\"callers\":\"others\","
                                + "\"by\":\"ip nat/prerouting\"}]");
        assertThat(out("ports", "--json", "--port", "2525")).contains("\"gets\":[\"26/tcp\"]");
        assertThat(out("ports", "57", "--json", "--no-probe")).contains("\"filter\":{\"word\"");
        assertThat(out("ports", "26", "--json", "--no-probe")).contains("\"redirections\":[{");
    }
}
