package org.posthouse.cli;

import module java.base;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/// The command line: `posthouse COMMAND …`. It has no commands but those it is given, each an
/// object with picocli's annotations that returns its exit status.
public final class Cli {
    private final List<Object> commands;

    /// @param commands in the order in which `--help` names them
    public Cli(Object... commands) {
        this.commands = List.of(commands);
    }

    /// All commands, ready to be run or described; nothing happens by making it.
    public CommandLine line() {
        var root = new PosthouseCommand();
        var line = new CommandLine(root);
        commands.forEach(line::addSubcommand);
        IExecutionStrategy strategy = parsed -> carriedOut(root, parsed);
        return line.setExecutionStrategy(strategy)
                .setParameterExceptionHandler(new Misuse())
                .setExecutionExceptionHandler(
                        (e, where, _) -> new Trouble(where, root.debug()).told(e))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setUsageHelpLongOptionsMaxWidth(28);
    }

    private static int carriedOut(PosthouseCommand root, ParseResult parsed) {
        Logs.only(root.debug() ? Logs.Threshold.ALL : Logs.Threshold.WARNINGS);
        return new RunLast().execute(parsed);
    }

    /// Does what the words say.
    ///
    /// @return the exit status
    public int run(String... words) {
        try {
            return line().execute(words);
        } finally {
            Logs.flush();
        }
    }
}
