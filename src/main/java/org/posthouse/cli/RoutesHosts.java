package org.posthouse.cli;

import module java.base;

import org.posthouse.control.Json;
import org.posthouse.control.Neighbours;
import org.posthouse.control.QueueWork;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `posthouse routes hosts`.
@Command(
        name = "hosts",
        description = {
            "Shows what was learnt of other hosts, and when it was last seen to be so. What is"
                    + " forgotten is learnt anew with the next message."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:nothing is known of that host",
            "2:wrong usage",
            "75:the server does not answer"
        },
        footer = {
            "",
            "Examples:",
            "  posthouse routes hosts --json",
            "  posthouse routes hosts --forget mtp://10.3.0.6:57"
        })
final class RoutesHosts implements Callable<Integer> {
    private final Doors doors;

    @Spec private CommandSpec spec;
    @Mixin private QueueOptions queue = new QueueOptions();

    @Option(
            names = "--forget",
            paramLabel = "HOST",
            description = "Forgets a host, as it is listed or by its name alone.")
    private Optional<String> forgotten = Optional.empty();

    @Option(names = "--json", description = "A JSON object a line, for programs.")
    private boolean json;

    RoutesHosts(Doors doors) {
        this.doors = doors;
    }

    @Override
    public Integer call() throws IOException {
        try (QueueWork work = queue.open(doors).work()) {
            return (forgotten.isPresent()
                            ? forget(work.neighbours(), forgotten.get())
                            : show(work.neighbours()))
                    .code();
        }
    }

    private Exit forget(Neighbours neighbours, String host) throws IOException {
        long facts = neighbours.forget(host);
        if (facts == 0) {
            spec.commandLine().getErr().println("nothing is known of " + Printable.line(host));
            return Exit.REFUSED;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                json ? "{\"forgotten\":" + facts + "}" : Counted.of(facts, "fact") + " forgotten");
        out.flush();
        return Exit.DONE;
    }

    private Exit show(Neighbours neighbours) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) neighbours.hosts(fact -> out.println(Json.line(fact)));
        else {
            var table = new Table(out);
            neighbours.hosts(table::add);
            if (table.host.isEmpty()) out.println("Nothing is known of any host yet.");
        }
        out.flush();
        return Exit.DONE;
    }

    /// The facts of a host below its name.
    private static final class Table {
        private final PrintWriter out;
        private String host = "";

        Table(PrintWriter out) {
            this.out = out;
        }

        void add(Neighbours.Fact fact) {
            if (!fact.host().equals(host)) out.println(Printable.line(fact.host()));
            host = fact.host();
            out.println(
                    "  %-12s %s (%s)"
                            .formatted(
                                    Printable.line(fact.what()),
                                    Printable.line(fact.value()),
                                    fact.confirmed().truncatedTo(ChronoUnit.SECONDS)));
        }
    }
}
