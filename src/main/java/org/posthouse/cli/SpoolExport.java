package org.posthouse.cli;

import module java.base;

import org.posthouse.control.Export;
import org.posthouse.control.NimailExport;
import org.posthouse.control.QueueDoor;
import org.posthouse.control.QueueWork;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `posthouse spool export`.
@Command(
        name = "export",
        description = {
            "Writes the queue into a new directory: for each message ID.control, who it is from and"
                + " for and how far it has come, and ID.text, its octets (RFC 785). What lies"
                + " beside the queue, such as aliases, goes into registers.txt. The queue stays as"
                + " it is. \"posthouse spool import\" reads the files back, edited or not. With"
                + " --nimail it writes letters for NI MAIL instead (RFC 786): for each message and"
                + " next host ID-1.NIMAIL, with the addresses of those who have not got it yet"
                + " above the message. [pickup] takes such files."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:some recipients have addresses that no letter for NI MAIL can have",
            "2:wrong usage, or the directory is not empty",
            "75:the server does not answer, or the directory cannot be written"
        },
        footer = {"", "Example:", "  posthouse spool export /tmp/queue"})
final class SpoolExport implements Callable<Integer> {
    private final Doors doors;

    @Spec private CommandSpec spec;
    @Mixin private QueueOptions queue = new QueueOptions();

    @Option(names = "--nimail", description = "Writes letters for NI MAIL (RFC 786).")
    private boolean nimail;

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
        QueueDoor door = queue.door(doors);
        try (QueueWork work = QueueOptions.open(door).work()) {
            if (nimail) return letters(work, door.host());
            tell(Counted.of(new Export(work, directory).run(), "message"));
        }
        return Exit.DONE.code();
    }

    private int letters(QueueWork work, String host) throws IOException {
        NimailExport.Count count = new NimailExport(work, host, directory).run();
        tell(Counted.of(count.files(), "letter"));
        if (count.unwritable() == 0) return Exit.DONE.code();
        PrintWriter err = spec.commandLine().getErr();
        err.println(Counted.of(count.unwritable(), "recipient") + " left out: no such addresses");
        err.flush();
        return Exit.REFUSED.code();
    }

    private void tell(String count) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(count + " written to " + directory);
        out.flush();
    }
}
