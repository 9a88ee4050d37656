package org.posthouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.ports.sockets.Listing;
import org.posthouse.ports.sockets.LocalSocket;
import org.posthouse.ports.sockets.Owners;
import org.posthouse.ports.sockets.Sockets;
import org.posthouse.ports.sockets.Transport;
import org.posthouse.ports.sockets.Unreadable;

/// `posthouse ports` without a port, as a person and a program see it.
final class PortsListingTest {
    private static final Sockets BUSY =
            Machines.of(
                    Machines.tcp("0.0.0.0", 25, Machines.owner(812, "master")),
                    Machines.tcp("127.0.0.1", 57, Machines.owner(5, "java")),
                    Machines.tcp(
                            "2001:db8::1234:5678",
                            65_535,
                            Machines.owner(90, "a-long-process-name"),
                            Machines.owner(91, "b")),
                    Machines.socket(
                            Transport.UDP,
                            "0.0.0.0",
                            53,
                            77,
                            new Owners.Hidden(Owners.Lacking.ROOT)));

    private Terminal terminal = new Terminal(PortsCommand.line(BUSY));

    private String out(String... words) {
        terminal = new Terminal(PortsCommand.line(BUSY));
        assertThat(terminal.run(words)).as(terminal.err()).isZero();
        return terminal.out();
    }

    @Test
    void theTableFitsEightyColumns() {
        assertThat(out("ports", "--width", "80"))
                .isEqualTo(
                        """
                        PORT      ADDRESS             OWNER                     REGISTERED      USER AGE
                        25/tcp    0.0.0.0             812 master                smtp            root 3h
                        53/udp    0.0.0.0             cannot tell without root  domain          root ?
                        57/tcp    127.0.0.1           5 java                    private use, w… root 3h
                        65535/tcp 2001:db8::1234:5678 90 a-long-process-name +1 dynamic         root 3h
                        Data: registry 2026-02-13; log 2015-05-06..2025-04-08; lists 1972..1994-10
                        """);
        assertThat(out("ports", "--width", "80").lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void aWideTerminalShowsMore() {
        assertThat(out("ports", "--width", "140"))
                .contains("private use, was MTP")
                .contains("all      master.service ")
                .contains("/usr/sbin/master");
        assertThat(out("ports", "--width", "60")).contains("2001:db8::1234:5678");
    }

    /// The table without the dates of the data.
    private List<String> rows(String... words) {
        return out(words).lines().filter(line -> !line.startsWith("Data: ")).toList();
    }

    @Test
    void conditionsAreMetTogether() {
        assertThat(rows("ports", "--port", "25,57")).hasSize(3);
        assertThat(rows("ports", "--protocol", "UDP")).hasSize(2);
        assertThat(out("ports", "--pid", "91")).contains("65535/tcp").doesNotContain("25/tcp");
        assertThat(out("ports", "--process", "master")).contains("25/tcp").hasLineCount(3);
        assertThat(out("ports", "--process", "sbin/jav")).contains("57/tcp").hasLineCount(3);
        assertThat(rows("ports", "--user", "root")).hasSize(5);
        assertThat(rows("ports", "--user", "pat"))
                .containsExactly("Nothing like that listens here.");
        assertThat(out("ports", "--port", "25", "--pid", "5")).contains("Nothing like that");
    }

    @Test
    void itIsSorted() {
        assertThat(rows("ports", "--sort", "process").stream().skip(1))
                .extracting(line -> line.replaceFirst("/.*", ""))
                .containsExactly("65535", "57", "25", "53");
    }

    @Test
    void wrongConditionsAreOneLine() {
        for (List<String> words :
                List.of(
                        List.of("--port", "0"),
                        List.of("--port", "65536"),
                        List.of("--protocol", "icmp"),
                        List.of("--pid", "-1"),
                        List.of("--process", ""),
                        List.of("--width", "10"),
                        List.of("--watch", "--looks", "0"),
                        List.of("--threat-list", "list.csv"),
                        List.of("57", "--user", "root"))) {
            terminal = new Terminal(PortsCommand.line(BUSY));
            var all = new ArrayList<>(List.of("ports"));
            all.addAll(words);
            assertThat(terminal.run(all.toArray(String[]::new))).as("" + words).isEqualTo(2);
            assertThat(terminal.err()).as("" + words).hasLineCount(1);
            assertThat(terminal.out()).as("" + words).isEmpty();
        }
    }

    @Test
    void aSystemThatCannotBeReadIsOneLine() {
        Sockets broken =
                _ -> {
                    throw new Unreadable("/proc cannot be read");
                };
        terminal = new Terminal(PortsCommand.line(broken));
        assertThat(terminal.run("ports")).isEqualTo(2);
        assertThat(terminal.err()).isEqualTo("posthouse ports: /proc cannot be read\n");
        terminal = new Terminal(PortsCommand.line(broken));
        assertThat(terminal.run("ports", "57")).isEqualTo(3);
        assertThat(terminal.out())
                .contains("private use")
                .contains("It cannot be told: /proc cannot be read.");
    }

    @Test
    void jsonHasALineForEachListener() {
        String json = out("ports", "--json");
        assertThat(json.lines().filter(line -> line.startsWith("{\"port\":"))).hasSize(4);
        assertThat(json)
                .contains(
                        """
                        {"port":25,"protocol":"tcp","address":"0.0.0.0","reach":"all","coverage":"ipv4","user":"root","ownership":"known","owners":[{"pid":812,"parent":1,"name":"master","program":"/usr/sbin/master","command":["/usr/sbin/master","-d"],"user":"root","unit":"master.service","started":"2026-01-02T09:00:00Z"}],"inode":9025}\
                        """)
                .contains("\"ownership\":\"hidden\"")
                .contains("\"data\":{\"registry\":\"2026-02-13\"");
    }

    @Test
    void markdownIsATable() {
        assertThat(out("ports", "--markdown", "--port", "25"))
                .startsWith("| PORT | ADDRESS | OWNER |")
                .contains("| 25/tcp | 0.0.0.0 | 812 master | smtp | root | 3h | all |");
    }

    @Test
    void watchingTellsWhatWasOpenedClosedAndReplaced() {
        LocalSocket smtp = Machines.tcp("0.0.0.0", 25, Machines.owner(812, "master"));
        LocalSocket again =
                Machines.socket(
                        Transport.TCP,
                        "0.0.0.0",
                        25,
                        1,
                        new Owners.Known(List.of(Machines.owner(999, "master"))));
        LocalSocket mtp = Machines.tcp("127.0.0.1", 57, Machines.owner(5, "java"));
        var looks =
                new ArrayDeque<>(
                        List.of(
                                List.of(smtp),
                                List.of(smtp, mtp),
                                List.of(again, mtp),
                                List.of(again, mtp),
                                List.of(again)));
        Sockets changing = _ -> new Listing(Machines.NOON, looks.removeFirst(), List.of());
        terminal = new Terminal(PortsCommand.line(changing));
        assertThat(terminal.run("ports", "--watch", "--looks", "5", "--every", "1ms", "--json"))
                .as(terminal.err())
                .isZero();
        assertThat(terminal.out().lines().map(PortsListingTest::event))
                .containsExactly("present 25", "opened 57", "replaced 25", "closed 57");
        assertThat(terminal.out()).contains("\"before\":{\"port\":25,");
    }

    private static String event(String line) {
        return line.replaceFirst("\\{\"event\":\"(\\w+)\".*?\"port\":(\\d+).*", "$1 $2");
    }
}
