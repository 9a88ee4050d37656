package org.posthouse.cli;

import module java.base;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/// The command line: `posthouse COMMAND …`. It has no commands but those it is given, each an
/// object with picocli's annotations that returns its exit status.
public final class Cli {
    /// A command that is made when it is wanted: picocli reads the annotations of every command it
    /// is given, which would be half of what a short one costs.
    ///
    /// @param command makes it for the words of a command line, so that it may leave out what they
    ///   do not name; for no words with all it has
    public record Offered(String name, Function<List<String>, Object> command) {
        public Offered(String name, Supplier<Object> command) {
            this(name, _ -> command.get());
        }
    }

    private static final String MANUAL = "generate";

    private final List<Offered> commands;

    /// @param commands in the order in which `--help` names them
    public Cli(Offered... commands) {
        this.commands =
                Stream.concat(
                                Arrays.stream(commands),
                                Stream.of(new Offered(MANUAL, Generate::new)))
                        .toList();
    }

    /// All commands, ready to be run or described; nothing happens by making it.
    public CommandLine line() {
        return line(_ -> true, List.of());
    }

    /// All that is needed for these words: the command that the first one names, else all. The one
    /// that writes the manual needs all.
    ///
    /// @param words of a command line, after `posthouse`
    public CommandLine line(List<String> words) {
        String first = words.isEmpty() ? "" : words.getFirst();
        if (first.equals(MANUAL)) return line();
        boolean named = commands.stream().anyMatch(offered -> offered.name.equals(first));
        return line(offered -> !named || offered.name.equals(first), words);
    }

    private CommandLine line(Predicate<Offered> wanted, List<String> words) {
        var root = new PosthouseCommand();
        var line = new CommandLine(root);
        commands.stream()
                .filter(wanted)
                .forEach(offered -> line.addSubcommand(offered.name, offered.command.apply(words)));
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
            return line(List.of(words)).execute(words);
        } finally {
            Logs.flush();
        }
    }
}
