package org.posthouse.cli;

import module java.base;

import org.posthouse.cli.PortsForm.Form;
import org.posthouse.ports.Dossier.DataDates;
import org.posthouse.ports.MapPage;
import org.posthouse.ports.PortMap;
import org.posthouse.ports.PortMap.Cell;
import org.posthouse.ports.registry.Registry;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `posthouse ports map`.
@Command(
        name = "map",
        description = {
            "Draws the 1,024 system ports for tcp: as a grid of signs, coloured on a terminal; in"
                    + " words; or as a page on which each port opens its story and time can be"
                    + " moved from 1972 to today."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "2:wrong usage, or the file cannot be written"},
        footer = {
            "",
            "Examples:",
            "  posthouse ports map",
            "  posthouse ports map --runs",
            "  posthouse ports map --html ports.html"
        })
final class PortsMap implements Callable<Integer> {
    private static final int A_ROW = 64;

    @Spec private CommandSpec spec;
    @Mixin private PortsForm form = new PortsForm();
    @Mixin private PortsSource source = new PortsSource();

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Writes a page that needs nothing else.")
    private Optional<Path> html = Optional.empty();

    @Option(
            names = "--runs",
            description =
                    "In words, a line for each run of ports of one state: for a screen reader.")
    private boolean runs;

    @Override
    public Integer call() throws IOException {
        Registry registry = source.registry();
        if (html.isPresent()) {
            write(html.get(), registry);
            return Exit.DONE.code();
        }
        PortMap.Stop today = PortMap.today(registry);
        if (runs || form.form() != Form.TEXT) inWords(today, registry);
        else grid(today, registry);
        return Exit.DONE.code();
    }

    private void write(Path file, Registry registry) {
        try {
            Files.writeString(file, MapPage.of(registry));
        } catch (IOException e) {
            throw Stop.usage(Trouble.reason(e));
        }
        spec.commandLine().getOut().println(file);
        spec.commandLine().getOut().flush();
    }

    private void inWords(PortMap.Stop today, Registry registry) {
        var report = new Report("State", "Ports", "What");
        report.say(counts(today));
        List<Cell> cells = today.cells();
        for (int from = 0; from < cells.size(); ) {
            int to = from;
            while (to + 1 < cells.size() && cells.get(to + 1) == cells.get(from)) to++;
            String titles =
                    today.titles().subList(from, to + 1).stream()
                            .filter(title -> !title.isEmpty())
                            .collect(Collectors.joining("; "));
            report.row(cells.get(from).words(), from == to ? "" + from : from + "-" + to, titles);
            from = to + 1;
        }
        form.show(report, registry);
    }

    private static String counts(PortMap.Stop today) {
        return Stream.of(Cell.values())
                .filter(today.cells()::contains)
                .map(cell -> Collections.frequency(today.cells(), cell) + " " + cell.words())
                .collect(Collectors.joining(", ", "Of the 1,024 system ports for tcp: ", "."));
    }

    private void grid(PortMap.Stop today, Registry registry) {
        PrintWriter out = spec.commandLine().getOut();
        Paint paint = Paint.of(spec.commandLine().getColorScheme().ansi());
        out.println(paint.strong("System ports for tcp, 64 a line"));
        out.println();
        out.println(paint.faint("     0       8       16      24      32      40      48      56"));
        for (int row = 0; row < PortMap.PORTS; row += A_ROW) {
            var line = new StringBuilder(paint.faint("%4d ".formatted(row)));
            for (int port = row; port < row + A_ROW; ) {
                Cell cell = today.cells().get(port);
                var same = new StringBuilder();
                for (; port < row + A_ROW && today.cells().get(port) == cell; port++)
                    same.append(cell.sign());
                line.append(painted(paint, cell, same.toString()));
            }
            out.println(line);
        }
        out.println();
        for (Cell cell : Cell.values()) {
            int count = Collections.frequency(today.cells(), cell);
            if (count > 0)
                out.println(
                        painted(paint, cell, Character.toString(cell.sign()))
                                + "  %4d %s".formatted(count, cell.words()));
        }
        out.println();
        out.println("posthouse ports NUMBER tells a port's story; map --html FILE draws them all.");
        out.println(paint.faint("Data: " + DataDates.of(registry).words()));
        out.flush();
    }

    private static String painted(Paint paint, Cell cell, String signs) {
        return switch (cell) {
            case ASSIGNED -> paint.green(signs);
            case PRIVATE_USE -> paint.magenta(signs);
            case UNASSIGNED, UNLISTED, UNTOLD -> paint.faint(signs);
            case RESERVED, UNSETTLED -> paint.yellow(signs);
            case DE_ASSIGNED -> paint.red(signs);
        };
    }
}
