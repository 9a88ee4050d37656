package org.posthouse.cli;

import module java.base;

import org.posthouse.control.Json;
import org.posthouse.control.Neighbours;
import org.posthouse.control.QueueWork;
import org.posthouse.mail.MailPath;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `posthouse routes aliases`.
@Command(
        name = "aliases",
        description = {
            "Shows the short names that stand for addresses too long for a host of old: mail to u17"
                    + " at this host goes on to whom it stands for. They are made when they are"
                    + " needed; here they can be made ahead, and taken away."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:there is no such alias, or it cannot be made",
            "2:wrong usage",
            "75:the server does not answer"
        },
        footer = {
            "",
            "Examples:",
            "  posthouse routes aliases --json",
            "  posthouse routes aliases --add ann.with.a.long.name@long.example",
            "  posthouse routes aliases --add ann@long.example --as u17",
            "  posthouse routes aliases --remove u17"
        })
final class RoutesAliases implements Callable<Integer> {
    private final Doors doors;

    @Spec private CommandSpec spec;
    @Mixin private QueueOptions queue = new QueueOptions();

    @ArgGroup private Change change = new Change();

    /// One of them, if any.
    static final class Change {
        @Option(
                names = "--add",
                paramLabel = "ADDRESS",
                converter = Addresses.To.class,
                description = "Gives this address an alias, if it has none, and shows it.")
        private Optional<MailPath> added = Optional.empty();

        @Option(
                names = "--remove",
                paramLabel = "ALIAS",
                description = "Takes this alias away: mail to it is refused from now on.")
        private Optional<String> removed = Optional.empty();
    }

    @Option(
            names = "--as",
            paramLabel = "ALIAS",
            description = "With --add: gives back a name that was taken away.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--json", description = "A JSON object a line, for programs.")
    private boolean json;

    RoutesAliases(Doors doors) {
        this.doors = doors;
    }

    @Override
    public Integer call() throws IOException {
        if (name.isPresent() && change.added.isEmpty()) throw Stop.usage("--as goes with --add");
        Optional<String> wanted = name.map(RoutesAliases::name);
        Optional<String> gone = change.removed.map(RoutesAliases::name);
        try (QueueWork work = queue.open(doors).work()) {
            Neighbours neighbours = work.neighbours();
            Exit exit =
                    gone.isPresent()
                            ? remove(neighbours, gone.get())
                            : change.added.isPresent()
                                    ? add(neighbours, change.added.get(), wanted)
                                    : show(neighbours);
            spec.commandLine().getOut().flush();
            return exit.code();
        }
    }

    private static String name(String text) {
        return Neighbours.Name.parse(text)
                .orElseThrow(
                        () ->
                                Stop.usage(
                                        "\""
                                                + Printable.line(text)
                                                + "\" is no alias; they are u and a number, such"
                                                + " as u17"));
    }

    private Exit remove(Neighbours neighbours, String alias) throws IOException {
        if (neighbours.unalias(alias)) {
            spec.commandLine()
                    .getOut()
                    .println(json ? "{\"removed\":\"" + alias + "\"}" : alias + " removed");
            return Exit.DONE;
        }
        spec.commandLine().getErr().println("there is no alias " + alias);
        return Exit.REFUSED;
    }

    private Exit add(Neighbours neighbours, MailPath path, Optional<String> wanted)
            throws IOException {
        Optional<Neighbours.Name> alias = neighbours.alias(path, wanted);
        if (alias.isPresent()) {
            show(alias.get());
            return Exit.DONE;
        }
        spec.commandLine()
                .getErr()
                .println(
                        Printable.line(
                                wanted.isPresent()
                                        ? wanted.get()
                                                + " is another's or was never given, or "
                                                + path
                                                + " has another alias"
                                        : path + " cannot have an alias"));
        return Exit.REFUSED;
    }

    private Exit show(Neighbours neighbours) throws IOException {
        neighbours.aliases(this::show);
        return Exit.DONE;
    }

    private void show(Neighbours.Name alias) {
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? Json.line(alias)
                                : Printable.line(
                                        "%-6s <%s> (used %s)"
                                                .formatted(
                                                        alias.alias(),
                                                        alias.path(),
                                                        alias.used()
                                                                .truncatedTo(ChronoUnit.DAYS)
                                                                .toString()
                                                                .substring(0, 10))));
    }
}
