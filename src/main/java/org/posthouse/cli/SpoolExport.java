package org.posthouse.cli;

import module java.base;

import org.posthouse.control.Export;
import org.posthouse.control.QueueWork;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `posthouse spool export`.
@Command(
        name = "export",
        description = {
            "Writes the queue into a new directory: for each message ID.control, who it is from and"
                + " for and how far it has come, and ID.text, its octets (RFC 785). What lies"
                + " beside the queue, such as aliases, goes into registers.txt. The queue stays as"
                + " it is. \"posthouse spool import\" reads the files back, edited or not."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "2:wrong usage, or the directory is not empty",
            "75:the server does not answer, or the directory cannot be written"
        },
        footer = {"", "Example:", "  posthouse spool export /tmp/queue"})
final class SpoolExport implements Callable<Integer> {
    private final Doors doors;

    @Spec private CommandSpec spec;
    @Mixin private QueueOptions queue = new QueueOptions();

    @Parameters(paramLabel = "DIR", description = "Made if it is not there; else empty.")
    private Path directory = Path.of("");

    SpoolExport(Doors doors) {
        this.doors = doors;
    }

    @Override
    public Integer call() throws IOException {
        Export.objection(directory)
                .ifPresent(
                        why -> {
                            throw Stop.usage(why);
                        });
        try (QueueWork work = queue.open(doors).work()) {
            long count = new Export(work, directory).run();
            PrintWriter out = spec.commandLine().getOut();
            out.println(Counted.of(count, "message") + " written to " + directory);
            out.flush();
        }
        return Exit.DONE.code();
    }
}
