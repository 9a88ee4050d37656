package org.posthouse.cli;

import module java.base;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `posthouse routes`: it only names its commands.
@Command(
        name = "routes",
        description = {
            "Shows what the routes have gathered: what was learnt of other hosts, and the short"
                    + " names that stand for long addresses."
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:what was named is not there",
            "2:wrong usage",
            "75:the server does not answer; try again later"
        },
        footer = {"", "Example:", "  posthouse routes hosts"})
public final class RoutesCommand {
    private RoutesCommand() {}

    /// The command with all below it.
    public static CommandLine line(Doors doors) {
        return new CommandLine(new RoutesCommand())
                .addSubcommand(new RoutesHosts(doors))
                .addSubcommand(new RoutesAliases(doors));
    }
}
