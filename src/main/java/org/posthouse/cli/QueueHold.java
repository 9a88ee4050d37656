package org.posthouse.cli;

import module java.base;

import org.posthouse.control.Work;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `posthouse queue hold`.
@Command(
        name = "hold",
        description = {
            "Keeps messages until they are released. With a filter, only the recipients that match"
                    + " it are held."
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
            "  posthouse queue hold 3KQZ9F8R00000 --reason 'under suspicion'",
            "  posthouse queue hold --destination relay.example"
        })
final class QueueHold implements Callable<Integer> {
    private final Doors doors;

    @Mixin private Worked worked = new Worked();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "asked for by the postmaster",
            description = "For whoever finds it held. Default: ${DEFAULT-VALUE}.")
    private String reason = "";

    QueueHold(Doors doors) {
        this.doors = doors;
    }

    @Override
    public Integer call() throws IOException {
        return worked.run(doors, new Work.Hold(reason), "held");
    }
}
