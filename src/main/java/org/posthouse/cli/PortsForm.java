package org.posthouse.cli;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

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

    @ArgGroup private Chosen chosen = new Chosen();

    Form form() {
        if (chosen.json) return Form.JSON;
        return chosen.markdown ? Form.MARKDOWN : Form.TEXT;
    }
}
