package org.posthouse.cli;

import module java.base;

import org.posthouse.control.Work;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `posthouse queue delete`.
@Command(
        name = "delete",
        description = {
            "Removes messages and tells nobody. With a filter, only the recipients that match it"
                    + " are removed from their messages."
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
            "  posthouse queue delete 3KQZ9F8R00000",
            "  posthouse queue delete --sender @spam.example"
        })
final class QueueDelete implements Callable<Integer> {
    private final Doors doors;

    @Mixin private Worked worked = new Worked();

    QueueDelete(Doors doors) {
        this.doors = doors;
    }

    @Override
    public Integer call() throws IOException {
        return worked.run(doors, new Work.Delete(), "deleted");
    }
}
