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
        return line(sockets, _ -> true);
    }

    /// The command with those below it that may be meant, for picocli takes longer to describe all
    /// of them than it takes to list a machine.
    ///
    /// @param words of the command line; without any, and for help, with all
    public static CommandLine line(List<String> words) {
        boolean all = words.isEmpty() || words.contains("--help") || words.contains("-h");
        return line(Sockets.here(), name -> all || words.contains(name));
    }

    private static CommandLine line(Sockets sockets, Predicate<String> meant) {
        var line = new CommandLine(new PortsCommand(sockets));
        below(sockets)
                .forEach(
                        (name, command) -> {
                            if (meant.test(name)) line.addSubcommand(name, command.get());
                        });
        return line;
    }

    /// In the order in which help names them.
    private static Map<String, Supplier<Object>> below(Sockets sockets) {
        var below = new LinkedHashMap<String, Supplier<Object>>();
        below.put("baseline", () -> PortsBaseline.line(sockets, new Identifier()));
        below.put("history", PortsHistory::new);
        below.put("at", PortsAt::new);
        below.put("diff", PortsDiff::new);
        below.put("who", PortsWho::new);
        below.put("next", PortsNext::new);
        below.put("validate", PortsValidate::new);
        below.put("museum", PortsMuseum::new);
        below.put("map", PortsMap::new);
        below.put("update-check", () -> new PortsUpdateCheck(InstantSource.system()));
        below.put("check", () -> new PortsCheck(sockets));
        below.put("scan", PortsScan::new);
        below.put("wait", PortsWait::new);
        return below;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (wanted.isEmpty() && judging.hasFile())
            throw Stop.usage(
                    "--baseline and --threat-list judge a port that is named; for all listeners"
                            + " there is posthouse ports baseline check");
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
