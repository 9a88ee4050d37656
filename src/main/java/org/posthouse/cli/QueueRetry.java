package org.posthouse.cli;

import module java.base;

import org.posthouse.control.Work;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `posthouse queue retry`.
@Command(
        name = "retry",
        description = {
            "Has messages attempted now, whatever their time. What is held must be released"
                    + " instead."
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
            "  posthouse queue retry 3KQZ9F8R00000",
            "  posthouse queue retry --destination relay.example"
        })
final class QueueRetry implements Callable<Integer> {
    private final Doors doors;

    @Mixin private Worked worked = new Worked();

    QueueRetry(Doors doors) {
        this.doors = doors;
    }

    @Override
    public Integer call() throws IOException {
        return worked.run(doors, new Work.Retry(), "due now");
    }
}
