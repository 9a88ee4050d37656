package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.registry.Registry;
import org.posthouse.ports.registry.ServiceName;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `posthouse ports validate`.
@Command(
        name = "validate",
        description = {
            "Tells whether a name could be registered for a service: by the rules of RFC 6335"
                    + " section 5.1, and whether somebody has it."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:it could be", "1:it could not, for what is told", "2:wrong usage"},
        footer = {"", "Example:", "  posthouse ports validate my-service"})
final class PortsValidate implements Callable<Integer> {
    @Mixin private PortsForm form = new PortsForm();
    @Mixin private PortsSource source = new PortsSource();

    @Parameters(paramLabel = "NAME", description = "The name of a service.")
    private String name = "";

    @Override
    public Integer call() throws IOException {
        Registry registry = source.registry();
        List<String> faults = ServiceName.faults(name);
        boolean taken = !registry.named(name).isEmpty();
        var report = new Report("Rule", "Finding");
        String shown = name.isBlank() ? "\"" + name + "\"" : Printable.line(name);
        report.say(
                faults.isEmpty()
                        ? shown + " is a valid name."
                        : shown + " is no valid name (RFC 6335 section 5.1).");
        for (String fault : faults) report.row("syntax", fault);
        if (taken || PortsWanted.isKnown(name, registry))
            for (String sentence : PortsWanted.of(name, registry).sentences())
                report.row(rule(sentence, taken), sentence);
        else if (faults.isEmpty()) report.say("Nobody has it, and no list ever had it.");
        form.show(report, registry);
        return (faults.isEmpty() && !taken ? Exit.DONE : Exit.REFUSED).code();
    }

    /// Another name of the same letters is no obstacle by the rules, and a trap for people.
    private static String rule(String sentence, boolean taken) {
        if (!sentence.contains(" now: ")) return "history";
        return taken ? "taken" : "alike";
    }
}
