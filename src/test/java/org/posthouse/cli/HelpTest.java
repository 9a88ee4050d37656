package org.posthouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/// Every command explains itself, and what it gives as an example is a command.
final class HelpTest {
    private static final Doors NOWHERE =
            (_, _) -> {
                throw Stop.usage("nowhere");
            };

    private static CommandLine commands() {
        var host = new PretendedHost();
        return new Terminal(
                        new ServeCommand(_ -> 0),
                        new SendCommand(host),
                        new LoadCommand(host),
                        QueueCommand.line(NOWHERE),
                        SpoolCommand.line(NOWHERE),
                        new SendmailCommand(NOWHERE, (_, _) -> Optional.empty()),
                        RoutesCommand.line(NOWHERE),
                        PortsCommand.line(),
                        NiftpCommand.line(NOWHERE, () -> Path.of("nowhere")),
                        new ConfigCommand(_ -> {}))
                .line();
    }

    private static Stream<CommandSpec> all(CommandSpec command) {
        return Stream.concat(
                Stream.of(command),
                command.subcommands().values().stream()
                        .flatMap(line -> all(line.getCommandSpec())));
    }

    @Test
    void everyCommandHasHelpThatFitsATerminal() {
        for (CommandSpec command : all(commands().getCommandSpec()).toList()) {
            String help = command.commandLine().getUsageMessage();
            assertThat(help).as(command.qualifiedName()).startsWith("Usage: ").contains("Example");
            assertThat(command.usageMessage().description()).isNotEmpty();
            assertThat(help.lines().filter(line -> !line.startsWith("  posthouse")))
                    .allMatch(line -> line.length() <= 80);
            for (ArgSpec argument : command.args()) {
                assertThat(argument.description()).as(argument.toString()).isNotEmpty();
            }
        }
    }

    @Test
    void everyExampleIsACommandOfOurs() {
        for (CommandSpec command : all(commands().getCommandSpec()).toList()) {
            List<String> examples =
                    Arrays.stream(command.usageMessage().footer())
                            .filter(line -> line.startsWith("  posthouse"))
                            .toList();
            assertThat(examples).as(command.qualifiedName()).isNotEmpty();
            for (String example : examples) {
                List<String> words = words(example);
                var parsed =
                        commands().parseArgs(words.subList(1, words.size()).toArray(String[]::new));
                assertThat(parsed.errors()).isEmpty();
                assertThat(example).startsWith("  " + command.qualifiedName());
            }
        }
    }

    /// As a shell takes a line apart.
    private static List<String> words(String line) {
        return Pattern.compile("'([^']*)'|\\S+")
                .matcher(line)
                .results()
                .map(m -> m.group(1) == null ? m.group() : m.group(1))
                .toList();
    }

    @Test
    void helpIsAskedForBesideAnyCommand() {
        var terminal = new Terminal(new ServeCommand(_ -> 0), new ConfigCommand(_ -> {}));
        assertThat(terminal.run("config", "show", "--help")).isZero();
        assertThat(terminal.out()).startsWith("Usage: posthouse config show");
        assertThat(terminal.err()).isEmpty();
    }
}
