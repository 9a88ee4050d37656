package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.JsonText;
import org.posthouse.ports.registry.Candidates;
import org.posthouse.ports.registry.Registry;
import org.posthouse.ports.registry.Span;
import org.posthouse.ports.registry.Transport;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `posthouse ports next`.
@Command(
        name = "next",
        description = {
            "Tells which port numbers IANA could assign next: a set, since RFC 6335 defines no"
                    + " order."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "2:wrong usage"},
        footer = {"", "Example:", "  posthouse ports next system tcp"})
final class PortsNext implements Callable<Integer> {
    private static final int FEW = 12;

    @Mixin private PortsForm form = new PortsForm();
    @Mixin private PortsSource source = new PortsSource();

    @Parameters(index = "0", paramLabel = "RANGE", description = "system or user.")
    private Span span = Span.USER;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TRANSPORT",
            description = "tcp, udp, sctp or dccp. Default: tcp.")
    private Transport transport = Transport.TCP;

    @Option(names = "--all", description = "Every number, not the lowest only.")
    private boolean all;

    @Override
    public Integer call() throws IOException {
        if (span == Span.DYNAMIC)
            throw Stop.usage(
                    "dynamic ports (49152-65535) are never assigned: take any that is free (RFC"
                            + " 6335 section 8.1.2)");
        Registry registry = source.registry();
        Candidates found = Candidates.of(registry, span, transport);
        var report = new Report("Which", "Numbers");
        report.say(
                "%d %s ports are unassigned for %s; IANA may assign any of them, RFC 6335 sets no"
                                .formatted(found.unassigned().size(), span.word(), transport.word())
                        + " order. An applicant may ask for one of them.");
        found.rules().forEach(report::say);
        report.say(
                "Numbers of which a use without leave was reported are as good by the rules, but"
                        + " somebody's program is there already. None is better than the others"
                        + " for any other reason.");
        row(report, found.clean().size() + " clean", found.clean());
        var used = new ArrayList<>(found.unassigned());
        used.removeAll(Set.copyOf(found.clean()));
        row(report, used.size() + " in use without leave", used);
        row(report, found.last().size() + " given up, last of all", found.last());
        form.show(report, registry);
        return Exit.DONE.code();
    }

    private void row(Report report, String which, List<Integer> numbers) {
        if (numbers.isEmpty()) return;
        List<String> runs = Candidates.runs(numbers);
        boolean few = !all && form.form() != PortsForm.Form.JSON && runs.size() > FEW;
        report.row(
                JsonText.object("count", numbers.size(), "runs", runs),
                which,
                String.join(", ", few ? runs.subList(0, FEW) : runs)
                        + (few ? ", ... (--all tells the rest)" : ""));
    }
}
