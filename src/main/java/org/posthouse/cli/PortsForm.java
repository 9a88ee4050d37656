package org.posthouse.cli;

import org.posthouse.ports.Dossier.DataDates;
import org.posthouse.ports.registry.Registry;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// In which form a command of `posthouse ports` answers: the option that all of them have.
final class PortsForm {
    /// For people, for programs, for pages.
    enum Form {
        TEXT,
        JSON,
        MARKDOWN
    }

    /// At most one of them.
    static final class Chosen {
        @Option(names = "--json", description = "JSON, for programs.")
        private boolean json;

        @Option(names = "--markdown", description = "Markdown, for pages and tickets.")
        private boolean markdown;
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @ArgGroup private Chosen chosen = new Chosen();

    Form form() {
        if (chosen.json) return Form.JSON;
        return chosen.markdown ? Form.MARKDOWN : Form.TEXT;
    }

    /// Answers with a report about this registry.
    void show(Report report, Registry registry) {
        report.show(
                form(),
                Paint.of(spec.commandLine().getColorScheme().ansi()),
                DataDates.of(registry),
                spec.commandLine().getOut());
    }
}
