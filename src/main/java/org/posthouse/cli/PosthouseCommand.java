package org.posthouse.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// `posthouse` itself: it only names its commands, and has the options that all of them have.
@Command(
        name = "posthouse",
        description =
                "Carries mail between every generation of Internet mail and loses none of it.",
        versionProvider = BuildVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:done with findings, or refused by the peer",
            "2:wrong usage, unknown name or bad configuration",
            "70:a fault of Posthouse itself",
            "75:try again later"
        },
        footer = {"", "Example:", "  posthouse --version"})
@SuppressWarnings("UnusedVariable") // picocli asks for them by their annotations
final class PosthouseCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description =
                    "Shows the version, the commit it was built from and the Java it runs on.")
    private boolean version;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Tells on standard error all that happens inside.")
    private boolean debug;

    boolean debug() {
        return debug;
    }
}
