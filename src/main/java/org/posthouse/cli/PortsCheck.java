package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.CheckReport;
import org.posthouse.ports.JsonText;
import org.posthouse.ports.identify.Checked;
import org.posthouse.ports.identify.Identifier;
import org.posthouse.ports.identify.Reach;
import org.posthouse.ports.identify.Target;
import org.posthouse.ports.registry.Transport;

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
                    + " observed."
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
                            + " ISO transport, 47 for NIFTP, 79 for finger.")
    private Optional<Integer> like = Optional.empty();

    @Parameters(index = "0", paramLabel = "HOST", description = "A name or an address.")
    private String host;

    @Parameters(
            index = "1",
            paramLabel = "PORT",
            description = "A port (25, 53/udp) or a service's name (smtp).")
    private String port;

    @Override
    public Integer call() throws IOException {
        PortsEndpoint endpoint = PortsEndpoint.of(port, source);
        if (like.isPresent()) PortNumbers.port("" + like.get());
        PortsHost called = PortsHost.of(host);
        Checked checked = checked(called, endpoint);
        var report =
                CheckReport.of(called.word(), checked, endpoint.transport(), source.registry());
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

    /// The first address that is open; else what came of the first.
    private Checked checked(PortsHost called, PortsEndpoint endpoint) {
        Optional<Checked> first = Optional.empty();
        for (InetAddress address : called.addresses()) {
            var target =
                    new Target(
                            address, endpoint.port(), called.name(), like.orElse(endpoint.port()));
            Identifier identifier = asking.identifier(address);
            Checked checked =
                    endpoint.transport() == Transport.UDP
                            ? identifier.checkDatagrams(target)
                            : identifier.check(target);
            if (checked.reach() == Reach.OPEN) return checked;
            if (first.isEmpty()) first = Optional.of(checked);
        }
        return first.orElseThrow();
    }

    static Exit exit(Reach reach) {
        return switch (reach) {
            case OPEN -> Exit.DONE;
            case CLOSED, FILTERED, OPEN_OR_FILTERED -> Exit.REFUSED;
            case UNREACHABLE -> Exit.UNREACHABLE;
        };
    }
}
