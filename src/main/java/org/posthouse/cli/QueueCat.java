package org.posthouse.cli;

import module java.base;

import org.posthouse.control.Done.Why;
import org.posthouse.control.QueueWork;
import org.posthouse.mail.MessageId;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `posthouse queue cat`.
@Command(
        name = "cat",
        description = {
            "Writes a message's header and body to standard output, octet for octet.",
            "",
            "With --original, those of a message that has left as plain text, as it was before,"
                    + " where its route keeps originals."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:it is not in the queue, or its original is not kept",
            "2:wrong usage",
            "75:the server does not answer"
        },
        footer = {"", "Example:", "  posthouse queue cat 3KQZ9F8R00000"})
final class QueueCat implements Callable<Integer> {
    private final Doors doors;
    private final OutputStream octets;

    @Spec private CommandSpec spec;
    @Mixin private QueueOptions queue = new QueueOptions();

    @Parameters(paramLabel = "ID", description = "A message by its id.")
    private String id = "";

    @Option(
            names = "--original",
            description = "The original of a message that was sent in another shape.")
    private boolean original;

    QueueCat(Doors doors, OutputStream octets) {
        this.doors = doors;
        this.octets = octets;
    }

    @Override
    public Integer call() throws IOException {
        MessageId wanted = Chosen.id(id);
        if (original) return original(wanted);
        try (QueueWork work = queue.open(doors).work()) {
            if (work.cat(wanted, octets)) {
                octets.flush();
                return Exit.DONE.code();
            }
        }
        spec.commandLine().getErr().println(wanted + " " + Why.GONE.words());
        return Exit.REFUSED.code();
    }

    private Integer original(MessageId wanted) throws IOException {
        if (queue.door(doors).original(wanted, octets)) {
            octets.flush();
            return Exit.DONE.code();
        }
        spec.commandLine().getErr().println("no original of " + wanted + " is kept");
        return Exit.REFUSED.code();
    }
}
