package org.posthouse.cli;

import module java.base;

import org.posthouse.control.Import;
import org.posthouse.control.Import.Kept;
import org.posthouse.control.Import.Mistake;
import org.posthouse.control.Import.Report;
import org.posthouse.control.Import.Taken;
import org.posthouse.control.QueueDoor;
import org.posthouse.control.QueueWork;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `posthouse spool import`.
@Command(
        name = "import",
        description = {
            "Takes messages into the queue from a directory of pairs of files, as \"posthouse spool"
                + " export\" writes them or RFC 785 describes them. A pair with a mistake is left"
                + " out and named with file and line; the others come in. A message keeps its id if"
                + " that is free, so what is imported twice is in the queue twice."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:some files have mistakes",
            "2:wrong usage, or no such directory",
            "75:the server does not answer, or the store takes no more"
        },
        footer = {"", "Example:", "  posthouse spool import /tmp/queue"})
final class SpoolImport implements Callable<Integer> {
    private final Doors doors;

    @Spec private CommandSpec spec;
    @Mixin private QueueOptions queue = new QueueOptions();

    @Parameters(paramLabel = "DIR", description = "Where the pairs of files are.")
    private Path directory = Path.of("");

    private long taken;
    private final Set<Path> bad = new HashSet<>();

    SpoolImport(Doors doors) {
        this.doors = doors;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(directory)) throw Stop.usage(directory + " is not a directory");
        QueueDoor door = queue.door(doors);
        PrintWriter out = spec.commandLine().getOut();
        try (QueueWork work = QueueOptions.open(door).work()) {
            try {
                new Import(work, door.host()).run(directory, this::tell);
            } finally {
                out.println(
                        Counted.of(taken, "message")
                                + " taken in"
                                + (bad.isEmpty()
                                        ? ""
                                        : ", "
                                                + Counted.of(bad.size(), "file")
                                                + " with mistakes"));
                out.flush();
            }
        }
        return (bad.isEmpty() ? Exit.DONE : Exit.REFUSED).code();
    }

    private void tell(Report report) {
        switch (report) {
            case Taken(var control, var id, var renamed) -> {
                taken++;
                if (renamed.isPresent())
                    spec.commandLine()
                            .getOut()
                            .println(Printable.line(control + ": now has the id " + id));
            }
            case Kept(_, var rows) ->
                    spec.commandLine()
                            .getOut()
                            .println(Counted.of(rows, "row") + " of what lies beside the queue");
            case Mistake mistake -> {
                bad.add(mistake.control());
                spec.commandLine().getErr().println(Printable.line(mistake.toString()));
            }
        }
    }
}
