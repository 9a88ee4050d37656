package org.posthouse.cli;

import module java.base;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `posthouse niftp`: it only names its commands.
@Command(
        name = "niftp",
        description = {"Transfers files by NI FTP, as hosts of JANET did."},
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:refused by the partner",
            "2:wrong usage",
            "75:not reached, or broken off; try again later"
        },
        footer = {"", "Example:", "  posthouse niftp password < secret"})
public final class NiftpCommand {
    private NiftpCommand() {}

    /// The command with all below it.
    public static CommandLine line() {
        return new CommandLine(new NiftpCommand()).addSubcommand(new NiftpPassword());
    }
}
