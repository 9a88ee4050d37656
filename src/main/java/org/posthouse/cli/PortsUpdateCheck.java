package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.Dossier.DataDates;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `posthouse ports update-check`: it asks no network.
@Command(
        name = "update-check",
        description = {
            "Tells how old the data is, and how to use newer. It asks no network: IANA's file is"
                    + " yours to fetch."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:the registry is less than a year old", "1:it is older"},
        footer = {"", "Example:", "  posthouse ports update-check"})
final class PortsUpdateCheck implements Callable<Integer> {
    private static final String SOURCE =
            "https://www.iana.org/assignments/service-names-port-numbers/"
                    + "service-names-port-numbers.csv";

    /// In this time the log has some 140 changes.
    private static final int OLD = 365; // days

    private final InstantSource clock;

    @Spec private CommandSpec spec;
    @Mixin private PortsForm form = new PortsForm();
    @Mixin private PortsSource source = new PortsSource();

    PortsUpdateCheck(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        DataDates data = DataDates.of(source.registry());
        var report = new Report("Data", "Until", "Age");
        report.row("registry", data.registry(), age(data.registry()) + " days");
        report.row("log of changes", data.logTo(), age(data.logTo()) + " days");
        report.row("lists in print", "1994-10", "closed: RFC 1700 was the last");
        report.say("A newer registry: fetch " + SOURCE + " and use it by --registry FILE.");
        report.show(
                form.form(),
                Paint.of(spec.commandLine().getColorScheme().ansi()),
                data,
                spec.commandLine().getOut());
        return (age(data.registry()) < OLD ? Exit.DONE : Exit.REFUSED).code();
    }

    private long age(String date) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return ChronoUnit.DAYS.between(LocalDate.parse(date), today);
    }
}
