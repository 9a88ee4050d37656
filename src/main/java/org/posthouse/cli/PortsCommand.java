package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.Inspector;
import org.posthouse.ports.ThreatList;
import org.posthouse.ports.identify.Identifier;
import org.posthouse.ports.registry.Registry;
import org.posthouse.ports.sockets.Sockets;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `posthouse ports`: tells all that is known of the ports named, and has the commands that work on
/// ports.
@Command(
        name = "ports",
        description = {
            "Tells what a port was, what it is, what listens on it here, and whether to worry. It"
                    + " needs no server, no network and no rights."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all is as expected",
            "1:findings",
            "2:wrong usage, or an unknown name",
            "3:no rights to judge",
            "4:the host cannot be reached"
        },
        footer = {
            "",
            "Examples:",
            "  posthouse ports",
            "  posthouse ports --user postfix --json",
            "  posthouse ports 57",
            "  posthouse ports smtp 61/udp"
        })
public final class PortsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private PortsForm form = new PortsForm();
    @Mixin private PortsSource source = new PortsSource();
    @Mixin private final PortsListing listing;
    @Mixin private final PortsJudging judging;

    @Parameters(
            arity = "0..*",
            paramLabel = "PORT|NAME",
            description =
                    "A port (57, 57/udp) or the name of a service (smtp). Without any: what listens"
                            + " on this machine.")
    private List<String> wanted = new ArrayList<>();

    @Option(
            names = "--all",
            description =
                    "Of a port named also every row of every list, the surveys and the misprints.")
    private boolean all;

    private PortsCommand(Sockets sockets) {
        listing = new PortsListing(sockets);
        judging = new PortsJudging(sockets);
    }

    /// The command with all below it.
    public static CommandLine line() {
        return line(Sockets.here());
    }

    /// @param sockets those of the machine that is looked at
    static CommandLine line(Sockets sockets) {
        return new CommandLine(new PortsCommand(sockets))
                .addSubcommand(PortsBaseline.line(sockets, new Identifier()))
                .addSubcommand(new PortsHistory())
                .addSubcommand(new PortsAt())
                .addSubcommand(new PortsDiff())
                .addSubcommand(new PortsWho())
                .addSubcommand(new PortsNext())
                .addSubcommand(new PortsValidate())
                .addSubcommand(new PortsMuseum())
                .addSubcommand(new PortsMap())
                .addSubcommand(new PortsUpdateCheck(InstantSource.system()))
                .addSubcommand(new PortsCheck())
                .addSubcommand(new PortsScan())
                .addSubcommand(new PortsWait());
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (wanted.isEmpty()) return listing.list(out, form.form(), source.registry()).code();
        if (listing.isGiven())
            throw Stop.usage("a port or a name and a filter of listeners exclude each other");
        Registry registry = source.registry();
        Inspector inspector = judging.inspector(registry);
        ThreatList threats = judging.threats();
        return new PortsDossiers(
                        registry,
                        all ? DossierText.Length.ALL : DossierText.Length.SHORT,
                        Paint.of(spec.commandLine().getColorScheme().ansi()),
                        port -> PortsHere.look(port.port(), port.transport(), inspector, threats))
                .tell(wanted, form.form(), out)
                .code();
    }
}
