package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.Dossier.DataDates;
import org.posthouse.ports.registry.Registry;
import org.posthouse.ports.registry.Survey;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `posthouse ports museum`.
@Command(
        name = "museum",
        description = {
            "Shows the first inventories of ports that were published: what listened on which"
                    + " socket of which host of the ARPANET in December 1972 and April 1973."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "2:wrong usage, or nothing of that name"},
        footer = {"", "Example:", "  posthouse ports museum ucla-nmc"})
final class PortsMuseum implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private PortsForm form = new PortsForm();

    @Parameters(
            arity = "0..1",
            paramLabel = "HOST|SOCKET",
            description = "Only of this host, or what listened on this socket.")
    private Optional<String> wanted = Optional.empty();

    @Override
    public Integer call() {
        List<Survey> all = Survey.all().stream().filter(this::isWanted).toList();
        if (all.isEmpty())
            throw Stop.usage("the surveys have no host or socket \"" + wanted.orElse("") + "\"");
        var report = new Report("Date", "Host", "Socket", "Service");
        report.say(
                "Two surveys of the hosts of the ARPANET, RFC 433 and RFC 503: the first published"
                        + " inventories of what listens where. Sockets are NCP's.");
        for (Survey found : all)
            report.row(
                    found.list().date(),
                    found.host() + " " + found.name(),
                    Integer.toString(found.socket()),
                    found.service() + " (" + found.list() + ":" + found.line() + ")");
        report.show(
                form.form(),
                Paint.of(spec.commandLine().getColorScheme().ansi()),
                DataDates.of(Registry.shipped()),
                spec.commandLine().getOut());
        return Exit.DONE.code();
    }

    private boolean isWanted(Survey found) {
        return wanted.isEmpty()
                || found.name()
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted.get().toLowerCase(Locale.ROOT))
                || Integer.toString(found.socket()).equals(wanted.get());
    }
}
