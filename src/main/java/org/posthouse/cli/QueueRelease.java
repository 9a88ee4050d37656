package org.posthouse.cli;

import module java.base;

import org.posthouse.control.Work;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `posthouse queue release`.
@Command(
        name = "release",
        description = {"Lets go what was held, and has it attempted now."},
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
            "  posthouse queue release 3KQZ9F8R00000",
            "  posthouse queue release --destination relay.example"
        })
final class QueueRelease implements Callable<Integer> {
    private final Doors doors;

    @Mixin private Worked worked = new Worked();

    QueueRelease(Doors doors) {
        this.doors = doors;
    }

    @Override
    public Integer call() throws IOException {
        return worked.run(doors, new Work.Release(), "released");
    }
}
