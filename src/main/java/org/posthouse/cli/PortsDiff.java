package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.JsonText;
import org.posthouse.ports.registry.Difference;
import org.posthouse.ports.registry.Difference.Kind;
import org.posthouse.ports.registry.Registry;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `posthouse ports diff`.
@Command(
        name = "diff",
        description = {
            "Tells what differs between the tables of two dates: + came, - went, ~ has another"
                    + " text or holder."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:they are the same",
            "1:they differ",
            "2:wrong usage, or before the first list"
        },
        footer = {"", "Example:", "  posthouse ports diff 1979-08 1994-10"})
final class PortsDiff implements Callable<Integer> {
    @Mixin private PortsForm form = new PortsForm();
    @Mixin private PortsSource source = new PortsSource();

    @Parameters(index = "0", paramLabel = "FROM", description = "A year, a month or a day.")
    private String from = "";

    @Parameters(index = "1", paramLabel = "TO", description = "A later one.")
    private String to = "";

    @Override
    public Integer call() throws IOException {
        Registry registry = source.registry();
        Difference found =
                Difference.of(PortsAt.moment(from, registry), PortsAt.moment(to, registry));
        var report = new Report("How", "Port", "What");
        found.before().sources().forEach(line -> report.say(from + ": " + line));
        found.after().sources().forEach(line -> report.say(to + ": " + line));
        report.say(
                "%d came, %d went, %d have another text or holder."
                        .formatted(
                                found.count(Kind.CAME),
                                found.count(Kind.WENT),
                                found.count(Kind.CHANGED)));
        for (Difference.Row row : found.rows())
            report.row(
                    JsonText.object("before", row.before(), "after", row.after()),
                    row.kind().sign(),
                    row.numbers().toString(),
                    what(row));
        form.show(report, registry);
        return (found.rows().isEmpty() ? Exit.DONE : Exit.REFUSED).code();
    }

    private static String what(Difference.Row row) {
        return switch (row.kind()) {
            case CAME -> row.after();
            case WENT -> row.before();
            case CHANGED -> row.before() + " -> " + row.after();
        };
    }
}
