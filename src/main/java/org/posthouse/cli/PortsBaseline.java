package org.posthouse.cli;

import org.posthouse.ports.identify.Identifier;
import org.posthouse.ports.sockets.Sockets;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `posthouse ports baseline`: it only names its commands.
@Command(
        name = "baseline",
        description = {
            "Writes down what listens on this machine, and later tells what is no longer so: a gate"
                    + " for cron and for CI."
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:as expected",
            "1:findings",
            "2:wrong usage, or a wrong file",
            "3:no rights to judge",
            "4:a listener cannot be called"
        },
        footer = {"", "Example:", "  posthouse ports baseline write listeners.toml"})
final class PortsBaseline {
    private PortsBaseline() {}

    /// The command with all below it.
    ///
    /// @param sockets those of the machine that is looked at
    /// @param identifier calls listeners where that is wanted
    static CommandLine line(Sockets sockets, Identifier identifier) {
        return new CommandLine(new PortsBaseline())
                .addSubcommand(new PortsBaselineWrite(sockets, identifier))
                .addSubcommand(new PortsBaselineCheck(sockets, identifier));
    }
}
