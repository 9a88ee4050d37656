package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.Chapters;
import org.posthouse.ports.JsonText;
import org.posthouse.ports.registry.Dates;
import org.posthouse.ports.registry.Moment;
import org.posthouse.ports.registry.Registry;
import org.posthouse.ports.registry.Transport;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `posthouse ports at`.
@Command(
        name = "at",
        description = {
            "Tells the whole table of ports as of a date: by the list then in force, or by the"
                    + " registry and its log. Of years without a record it says so."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "2:wrong usage, or before the first list"},
        footer = {"", "Example:", "  posthouse ports at 1981-09"})
final class PortsAt implements Callable<Integer> {
    @Mixin private PortsForm form = new PortsForm();
    @Mixin private PortsSource source = new PortsSource();

    @Parameters(
            paramLabel = "DATE",
            description = "A year, a month or a day: 1981, 1981-09, 2017-05-18.")
    private String date = "";

    @Override
    public Integer call() throws IOException {
        Registry registry = source.registry();
        Moment moment = moment(date, registry);
        var report = new Report("Port", "For", "Name", "What");
        moment.sources().forEach(report::say);
        for (Moment.Row row : moment.rows())
            report.row(
                    JsonText.object(
                            "transports",
                            row.transports().stream().sorted().map(Transport::word).toList(),
                            "text",
                            row.text(),
                            "holder",
                            row.holder()),
                    row.numbers().toString(),
                    Chapters.words(row.transports()),
                    row.name(),
                    row.holder().isEmpty() ? row.text() : row.text() + " (" + row.holder() + ")");
        form.show(report, registry);
        return Exit.DONE.code();
    }

    /// @throws Stop when there is no such date, or nothing of it
    static Moment moment(String date, Registry registry) {
        if (!Dates.isDate(date))
            throw Stop.usage("\"" + date + "\" is no date; write 1981, 1981-09 or 1981-09-04");
        return Moment.of(date, registry)
                .orElseThrow(
                        () ->
                                Stop.usage(
                                        date
                                                + " is before the first list of numbers, RFC 349 of"
                                                + " 1972-05-30"));
    }
}
