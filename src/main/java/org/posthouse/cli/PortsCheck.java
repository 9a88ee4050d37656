package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.CheckReport;
import org.posthouse.ports.JsonText;
import org.posthouse.ports.identify.Checked;
import org.posthouse.ports.identify.Identifier;
import org.posthouse.ports.identify.Reach;
import org.posthouse.ports.identify.Target;
import org.posthouse.ports.registry.Transport;
import org.posthouse.ports.sockets.Sockets;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `posthouse ports check`: whether a port of a host is open, and what speaks there.
@Command(
        name = "check",
        description = {
            "Calls a port and tells whether it is open, closed, filtered or out of reach; then what"
                    + " speaks there.",
            "It listens first, and says three harmless lines at most: no mail, no login. What the"
                    + " port is registered for and what it once was stands apart from what was"
                    + " observed, and from who listens, which shows of this machine alone."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:open",
            "1:closed or filtered; of UDP also: no answer",
            "2:wrong usage, or an unknown host or name",
            "4:the host cannot be reached"
        },
        footer = {
            "",
            "Examples:",
            "  posthouse ports check localhost 57",
            "  posthouse ports check mail.example.org submissions --raw",
            "  posthouse ports check 192.0.2.1 53/udp --json"
        })
final class PortsCheck implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private PortsForm form = new PortsForm();
    @Mixin private PortsAsking asking = new PortsAsking();
    @Mixin private PortsSource source = new PortsSource();

    @Option(names = "--raw", description = "Shows each octet that was read and sent.")
    private boolean raw;

    @Option(
            names = "--like",
            paramLabel = "PORT",
            description =
                    "Asks in the ways that befit another port, as when a service was moved: 102 for"
                            + " ISO transport, 47 for NIFTP, 79 for finger; x400 where you know"
                            + " that it is X.400 and no controller of a machine.")
    private Optional<String> like = Optional.empty();

    @Parameters(index = "0", paramLabel = "HOST", description = "A name or an address.")
    private String host;

    @Parameters(
            index = "1",
            paramLabel = "PORT",
            description = "A port (25, 53/udp) or a service's name (smtp).")
    private String port;

    private final Sockets sockets;

    /// @param sockets those of this machine, which tell who listens where its own ports are called
    PortsCheck(Sockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public Integer call() throws IOException {
        PortsEndpoint endpoint = PortsEndpoint.of(port, source);
        int habits = like.map(PortsCheck::habits).orElse(endpoint.port());
        PortsHost called = PortsHost.of(host);
        List<Checked> tried = tried(called, endpoint, habits);
        Checked checked = best(tried);
        var report =
                CheckReport.of(called.word(), checked, endpoint.transport(), source.registry())
                        .beside(tried)
                        .owned(CalledHere.look(checked.target(), endpoint.transport(), sockets));
        PrintWriter out = spec.commandLine().getOut();
        switch (form.form()) {
            case JSON -> out.println(JsonText.of(report.json()));
            case TEXT -> report.lines().forEach(out::println);
            case MARKDOWN -> report.markdown().forEach(out::println);
        }
        if (raw && form.form() != PortsForm.Form.JSON) report.dump().forEach(out::println);
        out.flush();
        return exit(checked.reach()).code();
    }

    private static int habits(String word) {
        if (word.equalsIgnoreCase("x400")) return Target.X400;
        if (!word.matches("\\d+"))
            throw Stop.usage("--like takes a port or x400, and \"" + word + "\" is neither");
        return PortNumbers.port(word);
    }

    /// One address after the other, to the first that is open.
    private List<Checked> tried(PortsHost called, PortsEndpoint endpoint, int habits) {
        var tried = new ArrayList<Checked>();
        for (InetAddress address : called.addresses()) {
            var target = new Target(address, endpoint.port(), called.name(), habits);
            Identifier identifier = asking.identifier(address);
            Checked checked =
                    endpoint.transport() == Transport.UDP
                            ? identifier.checkDatagrams(target)
                            : identifier.check(target);
            tried.add(checked);
            if (checked.reach() == Reach.OPEN) break;
        }
        return tried;
    }

    /// What tells most: a host that refuses by one address is there, if no way leads to another.
    static Checked best(List<Checked> tried) {
        return tried.stream()
                .max(Comparator.comparingInt(one -> weight(one.reach())))
                .orElseThrow();
    }

    /// How much it tells of a host that one of its addresses gave this answer.
    static int weight(Reach reach) {
        return switch (reach) {
            case OPEN -> 4;
            case CLOSED -> 3;
            case OPEN_OR_FILTERED -> 2;
            case FILTERED -> 1;
            case UNREACHABLE -> 0;
        };
    }

    static Exit exit(Reach reach) {
        return switch (reach) {
            case OPEN -> Exit.DONE;
            case CLOSED, FILTERED, OPEN_OR_FILTERED -> Exit.REFUSED;
            case UNREACHABLE -> Exit.UNREACHABLE;
        };
    }
}
