package org.posthouse.cli;

import module java.base;

import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The manual page of one command in roff's man macros (man(7)), written from the command's
/// definition, so that `--help` and `man` cannot disagree. No general roff writer: it knows the
/// sections that our commands have.
///
/// @param command the definition, part of a whole command line
record ManPage(CommandSpec command) {
    /// A command and all those below it that `--help` shows.
    static Stream<CommandSpec> shown(CommandSpec command) {
        return Stream.concat(Stream.of(command), children(command).flatMap(ManPage::shown));
    }

    /// `posthouse-queue-list`: the name of its file, without the section's number.
    String name() {
        return command.qualifiedName("-");
    }

    String roff() {
        StringBuilder page = new StringBuilder();
        page.append(".TH ").append(quoted(name().toUpperCase(Locale.ROOT))).append(" 1 \"\" ");
        page.append(quoted(command.root().name())).append(" \"User Commands\"\n");
        section(page, "Name", text(name()) + " \\- " + text(summary()));
        section(page, "Synopsis", ".B " + text(command.qualifiedName()) + "\n" + text(synopsis()));
        section(page, "Description", paragraphs(command.usageMessage().description()));
        section(page, "Arguments", definitions(positionals(), PositionalParamSpec::paramLabel));
        section(page, "Options", definitions(options(), ManPage::label));
        section(page, "Commands", commands());
        section(page, "Exit status", exitStatus());
        section(page, "Examples", examples());
        section(page, "See also", seeAlso());
        return page.toString();
    }

    private static void section(StringBuilder page, String title, String body) {
        if (!body.isBlank()) {
            page.append(".SH ").append(title.toUpperCase(Locale.ROOT)).append('\n');
            page.append(body.stripTrailing()).append('\n');
        }
    }

    private String summary() {
        String all = plain(String.join(" ", command.usageMessage().description()));
        int end = all.indexOf(". ");
        return (end < 0 ? all : all.substring(0, end)).replaceAll("\\.$", "");
    }

    /// Options and arguments as `--help` lists them, without the command's own words.
    private String synopsis() {
        String line = new Help(command, Help.defaultColorScheme(Ansi.OFF)).synopsis(0);
        return line.replaceAll("\\s+", " ").replaceFirst("^" + command.qualifiedName() + " ?", "");
    }

    private static String paragraphs(String... lines) {
        return Arrays.stream(lines)
                .map(ManPage::plain)
                .map(line -> line.isBlank() ? ".PP" : text(line))
                .collect(Collectors.joining("\n"));
    }

    private List<PositionalParamSpec> positionals() {
        return command.positionalParameters().stream().filter(p -> !p.hidden()).toList();
    }

    private List<OptionSpec> options() {
        return command.options().stream().filter(o -> !o.hidden()).toList();
    }

    private static String label(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names : names + "=" + option.paramLabel();
    }

    private static <A extends ArgSpec> String definitions(
            List<A> arguments, Function<A, String> label) {
        return arguments.stream()
                .map(a -> definition(label.apply(a), String.join(" ", a.description())))
                .collect(Collectors.joining());
    }

    private String commands() {
        return children(command)
                .map(ManPage::new)
                .map(page -> definition(page.command.qualifiedName(), page.summary() + "."))
                .collect(Collectors.joining());
    }

    private String exitStatus() {
        return command.usageMessage().exitCodeList().entrySet().stream()
                .map(status -> definition(status.getKey().strip(), status.getValue()))
                .collect(Collectors.joining());
    }

    /// The footer, as it stands; its headline is the section's here.
    private String examples() {
        String lines =
                Arrays.stream(command.usageMessage().footer())
                        .map(ManPage::plain)
                        .filter(line -> !line.isBlank() && !line.matches("Examples?:"))
                        .map(ManPage::text)
                        .collect(Collectors.joining("\n"));
        return lines.isEmpty() ? "" : ".nf\n" + lines + "\n.fi";
    }

    private String seeAlso() {
        Stream<CommandSpec> parent = Stream.ofNullable(command.parent());
        return Stream.concat(parent, children(command))
                .map(other -> ".BR " + text(new ManPage(other).name()) + " (1)")
                .collect(Collectors.joining(" ,\n"));
    }

    private static Stream<CommandSpec> children(CommandSpec command) {
        return command.subcommands().values().stream()
                .map(line -> line.getCommandSpec())
                .filter(child -> !child.usageMessage().hidden())
                .distinct();
    }

    private static String definition(String term, String meaning) {
        return ".TP\n.B " + text(plain(term)) + "\n" + text(plain(meaning)) + "\n";
    }

    /// Without picocli's markup (`@|bold x|@`, `%n`, `%%`).
    private static String plain(String markup) {
        return Ansi.OFF.string(markup.replace("%n", "\n").replace("%%", "%"));
    }

    private static String quoted(String word) {
        return '"' + word + '"';
    }

    /// Escaped so that roff takes nothing in it for a request of its own.
    private static String text(String plain) {
        return plain.replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^(?=[.'])", "\\\\&");
    }
}
