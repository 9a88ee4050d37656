package org.posthouse.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `posthouse` itself: it only names its commands.
@Command(
        name = "posthouse",
        description =
                "Carries mail between every generation of Internet mail and loses none of it.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = Generate.class,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:done with findings, or refused by the peer",
            "2:wrong usage, unknown name or bad configuration",
            "75:try again later"
        },
        footer = {"", "Example:", "  posthouse --version"})
public final class PosthouseCommand {
    private PosthouseCommand() {}

    /// The whole command line, ready to execute.
    public static CommandLine line() {
        return new CommandLine(new PosthouseCommand());
    }
}
