package org.posthouse.cli;

import module java.base;

import picocli.CommandLine;

/// A command line with its two outputs caught, for the tests of commands.
final class Terminal {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line;

    Terminal(Object... commands) {
        line =
                new Cli(Stream.of(commands).map(Terminal::offered).toArray(Cli.Offered[]::new))
                        .line()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .setColorScheme(
                                CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                        .setUsageHelpAutoWidth(false);
    }

    private static Cli.Offered offered(Object command) {
        String name =
                command instanceof CommandLine made
                        ? made.getCommandName()
                        : CommandLine.Model.CommandSpec.forAnnotatedObject(command).name();
        return new Cli.Offered(name, () -> command);
    }

    CommandLine line() {
        return line;
    }

    /// @return the exit status
    int run(String... words) {
        return line.execute(words);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
