package org.posthouse.cli;

import module java.base;

import org.posthouse.control.Checked;
import org.posthouse.control.Json;
import org.posthouse.control.QueueWork;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `posthouse spool check`.
@Command(
        name = "check",
        description = {
            "Reads the whole store and checks that its records agree with each other and each text"
                    + " is as it came in. A running server goes on meanwhile."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all is well",
            "1:findings, one a line",
            "2:wrong usage",
            "75:the server does not answer, or the store cannot be opened"
        },
        footer = {"", "Example:", "  posthouse spool check"})
final class SpoolCheck implements Callable<Integer> {
    private final Doors doors;

    @Spec private CommandSpec spec;
    @Mixin private QueueOptions queue = new QueueOptions();

    @Option(names = "--json", description = "One JSON object, for programs.")
    private boolean json;

    SpoolCheck(Doors doors) {
        this.doors = doors;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (QueueWork work = queue.open(doors).work()) {
            Checked checked = work.check();
            if (json) {
                out.println(Json.line(checked));
            } else {
                checked.findings().forEach(finding -> out.println(Printable.line(finding)));
                out.println(
                        (checked.findings().isEmpty()
                                        ? "all well: "
                                        : Counted.of(checked.findings().size(), "finding") + ", ")
                                + Counted.of(checked.messages(), "message"));
            }
            out.flush();
            return (checked.findings().isEmpty() ? Exit.DONE : Exit.REFUSED).code();
        }
    }
}
