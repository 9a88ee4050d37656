package org.posthouse.cli;

import module java.base;

import org.posthouse.conf.Conf;
import org.posthouse.conf.ConfFile;
import org.posthouse.conf.Mistake;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `posthouse config`: what a configuration file says, and what is wrong with it.
@Command(
        name = "config",
        description = "Checks and shows the configuration.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  posthouse config check --config posthouse.toml"})
public final class ConfigCommand {
    private static final String FILE =
            "Default: ./posthouse.toml, else $XDG_CONFIG_HOME/posthouse/posthouse.toml, else"
                    + " /etc/posthouse/posthouse.toml, else none.";

    private final Consumer<Conf> parts;

    @Spec private CommandSpec spec;

    /// @param parts lets every part of the program take its settings, so that they are checked and
    ///   known
    public ConfigCommand(Consumer<Conf> parts) {
        this.parts = parts;
    }

    @Command(
            name = "check",
            description = {
                "Prints every mistake with file, line and column, and what would be right.",
                "A key that means nothing to Posthouse is a mistake, too."
            },
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {"0:no mistake", "2:mistakes, or no such file"},
            footer = {"", "Example:", "  posthouse config check --config posthouse.toml"})
    int check(
            @Option(names = "--config", paramLabel = "FILE", description = FILE)
                    Optional<Path> config) {
        Optional<Path> file = config.or(ConfFile::find);
        List<Mistake> mistakes = read(file).mistakes();
        PrintWriter out = spec.commandLine().getOut();
        mistakes.forEach(mistake -> out.println(Printable.line(mistake.toString())));
        if (mistakes.isEmpty()) {
            out.println(
                    file.map(path -> path + ": no mistakes")
                            .orElse("no configuration file; all settings have their defaults"));
        }
        return status(mistakes);
    }

    @Command(
            name = "show",
            description = {
                "Prints the settings in effect, defaults included, as a configuration file.",
                "Mistakes go to standard error; what is wrong has its default."
            },
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {"0:done", "2:there are mistakes, or no such file"},
            footer = {"", "Example:", "  posthouse config show --config posthouse.toml"})
    int show(
            @Option(names = "--config", paramLabel = "FILE", description = FILE)
                    Optional<Path> config) {
        Conf conf = read(config.or(ConfFile::find));
        List<Mistake> mistakes = conf.mistakes();
        PrintWriter err = spec.commandLine().getErr();
        mistakes.forEach(mistake -> err.println(Printable.line(mistake.toString())));
        spec.commandLine().getOut().print(conf.effective());
        spec.commandLine().getOut().flush();
        return status(mistakes);
    }

    private Conf read(Optional<Path> file) {
        Conf conf = file.map(Conf::read).orElseGet(Conf::empty);
        parts.accept(conf);
        return conf;
    }

    private static int status(List<Mistake> mistakes) {
        return (mistakes.isEmpty() ? Exit.DONE : Exit.USAGE).code();
    }
}
