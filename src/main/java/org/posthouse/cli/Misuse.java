package org.posthouse.cli;

import module java.base;

import org.posthouse.conf.Nearest;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says in two lines what is wrong with the words of a command line, and what may have been meant.
final class Misuse implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException e, String[] words) {
        CommandLine line = e.getCommandLine();
        CommandSpec command = line.getCommandSpec();
        if (words.length == 0) {
            line.usage(line.getErr());
        } else {
            line.getErr().println(command.qualifiedName() + ": " + what(e, command));
            line.getErr().println("Try '" + command.qualifiedName() + " --help'.");
        }
        return Exit.USAGE.code();
    }

    private static String what(ParameterException e, CommandSpec command) {
        return switch (e) {
            case UnmatchedArgumentException unmatched ->
                    unmatched(unmatched.getUnmatched().getFirst(), command);
            // picocli has no type of its own for this one
            case ParameterException _
                    when e.getClass() == ParameterException.class
                            && !command.subcommands().isEmpty() ->
                    "a command is missing: " + commands(command);
            default -> Printable.line(String.valueOf(e.getMessage()));
        };
    }

    private static String unmatched(String word, CommandSpec command) {
        boolean option = word.startsWith("-");
        if (!option && command.subcommands().isEmpty()) {
            return "\"" + Printable.line(word) + "\" is one word too many";
        }
        Set<String> known = option ? command.optionsMap().keySet() : command.subcommands().keySet();
        String what =
                (option ? "there is no option " : "there is no command \"")
                        + Printable.line(word)
                        + (option ? "" : "\"");
        return Nearest.to(word.replaceFirst("=.*", ""), known)
                .map(near -> what + "; did you mean " + near + "?")
                .orElse(what);
    }

    private static String commands(CommandSpec command) {
        return command.subcommands().entrySet().stream()
                .filter(sub -> !sub.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }
}
