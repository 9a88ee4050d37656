package org.posthouse.cli;

import module java.base;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `posthouse spool`: it only names its commands.
@Command(
        name = "spool",
        description = {
            "Checks the store that the queue is in, and takes the queue out of it or into it as"
                    + " files that a person can read."
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:done, with findings",
            "2:wrong usage",
            "75:the server does not answer; try again later"
        },
        footer = {"", "Example:", "  posthouse spool check"})
public final class SpoolCommand {
    private SpoolCommand() {}

    /// The command with all below it.
    public static CommandLine line(Doors doors) {
        return new CommandLine(new SpoolCommand())
                .addSubcommand(new SpoolCheck(doors))
                .addSubcommand(new SpoolExport(doors))
                .addSubcommand(new SpoolImport(doors));
    }
}
