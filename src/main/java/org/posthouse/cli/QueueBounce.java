package org.posthouse.cli;

import module java.base;

import org.posthouse.control.Work;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `posthouse queue bounce`.
@Command(
        name = "bounce",
        description = {
            "Gives messages up and sends each sender a notice. A message that is itself a notice is"
                    + " left as it is."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:some messages were left as they were",
            "2:wrong usage",
            "75:the server does not answer"
        },
        footer = {
            "",
            "Examples:",
            "  posthouse queue bounce 3KQZ9F8R00000",
            "  posthouse queue bounce --older-than 5d --reason 'too old'"
        })
final class QueueBounce implements Callable<Integer> {
    private final Doors doors;

    @Mixin private Worked worked = new Worked();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "it could not be delivered",
            description = "For the sender, in the notice. Default: ${DEFAULT-VALUE}.")
    private String reason = "";

    QueueBounce(Doors doors) {
        this.doors = doors;
    }

    @Override
    public Integer call() throws IOException {
        return worked.run(doors, new Work.Bounce(reason), "returned");
    }
}
