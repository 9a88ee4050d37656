package org.posthouse.cli;

import module java.base;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `posthouse queue`: it only names its commands.
@Command(
        name = "queue",
        description = {
            "Shows the queue and works on it: through the running server, or on the spool itself"
                    + " where none runs."
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:done, but some messages were left as they were",
            "2:wrong usage",
            "75:the server does not answer; try again later"
        },
        footer = {"", "Example:", "  posthouse queue list --state held"})
public final class QueueCommand {
    private QueueCommand() {}

    /// The command with all below it.
    public static CommandLine line(Doors doors) {
        return line(doors, new FileOutputStream(FileDescriptor.out));
    }

    /// @param octets where the octets of a message go
    static CommandLine line(Doors doors, OutputStream octets) {
        return new CommandLine(new QueueCommand())
                .addSubcommand(new QueueList(doors))
                .addSubcommand(new QueueShow(doors))
                .addSubcommand(new QueueCat(doors, octets))
                .addSubcommand(new QueueSummary(doors))
                .addSubcommand(new QueueFlush(doors))
                .addSubcommand(new QueueRetry(doors))
                .addSubcommand(new QueueHold(doors))
                .addSubcommand(new QueueRelease(doors))
                .addSubcommand(new QueueDelete(doors))
                .addSubcommand(new QueueBounce(doors));
    }
}
