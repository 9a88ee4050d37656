package org.posthouse.cli;

import module java.base;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `posthouse niftp`: it only names its commands.
@Command(
        name = "niftp",
        description = {
            "Transfers files by NI FTP, as hosts of JANET did, and shows a server's transfers."
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:refused by the partner",
            "2:wrong usage",
            "75:not reached, or broken off; try again later"
        },
        footer = {"", "Example:", "  posthouse niftp get host.example:8047 report.txt --user pat"})
public final class NiftpCommand {
    private NiftpCommand() {}

    /// The command with all below it.
    ///
    /// @param dockets the directory in which transfers that broke off are remembered
    public static CommandLine line(Doors doors, Supplier<Path> dockets) {
        return new CommandLine(new NiftpCommand())
                .addSubcommand(new NiftpPut(dockets))
                .addSubcommand(new NiftpGet(dockets))
                .addSubcommand(new NiftpTransfers(doors))
                .addSubcommand(new NiftpPassword());
    }
}
