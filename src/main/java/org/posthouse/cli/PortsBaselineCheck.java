package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.Baseline;
import org.posthouse.ports.BaselineCheck;
import org.posthouse.ports.Inspector;
import org.posthouse.ports.identify.Identifier;
import org.posthouse.ports.registry.Registry;
import org.posthouse.ports.sockets.Sockets;
import org.posthouse.ports.sockets.Unreadable;
import org.posthouse.ports.sockets.Wanted;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `posthouse ports baseline check`.
@Command(
        name = "check",
        description = {
            "Tells what listens and is not in the baseline, what differs from it, and what is"
                    + " missing. Listeners are called only where the baseline says what they speak."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all is as the baseline has it",
            "1:findings",
            "2:wrong usage, or the file is wrong or missing",
            "3:no rights to judge",
            "4:a listener cannot be called"
        },
        footer = {
            "",
            "Examples:",
            "  posthouse ports baseline check listeners.toml",
            "  posthouse ports baseline check listeners.toml --format github"
        })
final class PortsBaselineCheck implements Callable<Integer> {
    private final Sockets sockets;
    private final Identifier identifier;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The baseline.")
    private Path file = Path.of("-");

    @Option(names = "--no-probe", description = "Calls nobody; what is spoken is not judged.")
    private boolean silent;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private BaselineReport.Format format = BaselineReport.Format.TEXT;

    PortsBaselineCheck(Sockets sockets, Identifier identifier) {
        this.sockets = sockets;
        this.identifier = identifier;
    }

    @Override
    public Integer call() throws IOException {
        Baseline baseline = PortsJudging.baseline(file);
        boolean calls = baseline.entries().stream().anyMatch(entry -> entry.speaks().isPresent());
        Optional<Identifier> called = calls && !silent ? Optional.of(identifier) : Optional.empty();
        var inspector = new Inspector(sockets, Registry.shipped(), called, Optional.of(baseline));
        BaselineCheck check = check(inspector, baseline);
        PrintWriter out = spec.commandLine().getOut();
        new BaselineReport(check, file.toString()).lines(format).forEach(out::println);
        out.flush();
        return exit(check.result()).code();
    }

    private static BaselineCheck check(Inspector inspector, Baseline baseline) {
        try {
            return BaselineCheck.of(inspector.inspect(Wanted.ALL), baseline);
        } catch (Unreadable e) {
            throw Stop.usage(String.valueOf(e.getMessage()));
        }
    }

    private static Exit exit(BaselineCheck.Result result) {
        return switch (result) {
            case AS_EXPECTED -> Exit.DONE;
            case FINDINGS -> Exit.REFUSED;
            case UNJUDGED -> Exit.UNJUDGED;
            case UNREACHABLE -> Exit.UNREACHABLE;
        };
    }
}
