package org.posthouse.cli;

import module java.base;

import org.posthouse.cli.PortsForm.Form;
import org.posthouse.ports.Dossier;
import org.posthouse.ports.DossierJson;
import org.posthouse.ports.JsonText;
import org.posthouse.ports.registry.Registry;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `posthouse ports history`.
@Command(
        name = "history",
        description = {
            "Tells the dated story of a port from 1972 to today, with the source of each line, and"
                    + " what it came from and led to."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "2:wrong usage, or an unknown name"},
        footer = {"", "Example:", "  posthouse ports history 25 --all"})
final class PortsHistory implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private PortsForm form = new PortsForm();
    @Mixin private PortsSource source = new PortsSource();

    @Parameters(
            arity = "1..*",
            paramLabel = "PORT|NAME",
            description = "A port (25, 25/udp), or a name that has or had one.")
    private List<String> wanted = List.of();

    @Option(
            names = "--all",
            description = "Also every row of every list, the surveys and the misprints.")
    private boolean all;

    @Override
    public Integer call() throws IOException {
        Registry registry = source.registry();
        PrintWriter out = spec.commandLine().getOut();
        List<PortsWanted> words = wanted.stream().map(w -> PortsWanted.of(w, registry)).toList();
        for (PortsWanted word : words)
            for (int port : word.ports()) tell(Dossier.of(port, word.transport(), registry), out);
        out.flush();
        return Exit.DONE.code();
    }

    private void tell(Dossier dossier, PrintWriter out) {
        Form chosen = form.form();
        switch (chosen) {
            case TEXT -> {
                var text =
                        new DossierText(
                                dossier,
                                all ? DossierText.Length.ALL : DossierText.Length.SHORT,
                                Paint.of(spec.commandLine().getColorScheme().ansi()),
                                out);
                text.name();
                text.story();
                text.data();
            }
            case MARKDOWN -> new DossierMarkdown(out).story(dossier);
            case JSON ->
                    out.println(
                            JsonText.of(
                                    JsonText.object(
                                            "port", dossier.port(),
                                            "history", DossierJson.history(dossier.story()),
                                            "data", DossierJson.data(dossier.data()))));
        }
    }
}
