package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.JsonText;
import org.posthouse.ports.registry.People;
import org.posthouse.ports.registry.Registry;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `posthouse ports who`.
@Command(
        name = "who",
        description = {
            "Tells for which ports and services a person or a house stood, and when: in the lists"
                    + " of 1972 to 1994, in the log of changes, in the registry."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "2:wrong usage, or nobody of that name"},
        footer = {"", "Example:", "  posthouse ports who 'Steve Kille'"})
final class PortsWho implements Callable<Integer> {
    @Mixin private PortsForm form = new PortsForm();
    @Mixin private PortsSource source = new PortsSource();

    @Parameters(
            arity = "1..*",
            paramLabel = "NAME",
            description =
                    "A name, or the beginnings of its words, in any order; or a key of the lists in"
                            + " print, such as SK8.")
    private List<String> name = List.of();

    @Override
    public Integer call() throws IOException {
        Registry registry = source.registry();
        String whole = String.join(" ", name);
        List<People.Key> keys = People.keys(whole);
        List<People.Part> parts =
                (keys.isEmpty() ? Stream.of(whole) : keys.stream().map(People.Key::name).distinct())
                        .flatMap(one -> People.find(one, registry).stream())
                        .toList();
        if (parts.isEmpty())
            throw Stop.usage("nobody named \"" + whole + "\" is in the lists or the registry");
        var report = new Report("Who", "When", "Port", "What");
        keys.forEach(key -> report.say(key.words()));
        for (People.Part part : parts)
            report.row(
                    JsonText.object(
                            "from", part.from(),
                            "to", part.to(),
                            "title", part.what(),
                            "source", part.source()),
                    part.person(),
                    part.from().equals(part.to()) ? part.from() : part.from() + ".." + part.to(),
                    part.number().map(Object::toString).orElse("-"),
                    part.what() + " (" + part.source() + ")");
        form.show(report, registry);
        return Exit.DONE.code();
    }
}
