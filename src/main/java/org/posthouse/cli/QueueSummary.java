package org.posthouse.cli;

import module java.base;

import org.posthouse.control.Json;
import org.posthouse.control.QueueWork;
import org.posthouse.control.Summary;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `posthouse queue summary`.
@Command(
        name = "summary",
        description = {
            "Counts the recipients in the queue by destination: how many wait, how many are held,"
                    + " the age of the oldest message, the time to the next attempt. Of a very long"
                    + " queue the oldest messages are counted, and it says so."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "2:wrong usage", "75:the server does not answer"},
        footer = {"", "Example:", "  posthouse queue summary"})
final class QueueSummary implements Callable<Integer> {
    private final Doors doors;

    @Spec private CommandSpec spec;
    @Mixin private QueueOptions queue = new QueueOptions();

    @Option(names = "--json", description = "One JSON object, for programs.")
    private boolean json;

    QueueSummary(Doors doors) {
        this.doors = doors;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (QueueWork work = queue.open(doors).work()) {
            Summary summary = work.summary();
            if (json) out.println(Json.line(summary));
            else new QueueTable(out, Instant.now()).show(summary);
        }
        out.flush();
        return Exit.DONE.code();
    }
}
