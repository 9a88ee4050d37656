package org.posthouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a man page shows of a command's definition.
final class ManPageTest {
    @Command(
            name = "greet",
            description = {"Greets a host. Says its name.", "", "'. is no request."},
            exitCodeList = {"0:greeted", "75:no one @|bold there|@"},
            footer = {"", "Example:", "  greet --as=a\\b host", ".dot"},
            subcommands = {Loudly.class, Secretly.class})
    @SuppressWarnings("UnusedVariable") // picocli sets them, the page shows them
    private static final class Greet {
        @Option(
                names = {"-a", "--as"},
                paramLabel = "NAME",
                description = "Who greets.")
        private String as = "";

        @Option(names = "--secret", hidden = true)
        private String secret = "";

        @Parameters(paramLabel = "HOST", description = "Who is greeted.")
        private String host = "";
    }

    @Command(name = "loudly", description = "Greets loudly.")
    private static final class Loudly {}

    @Command(name = "secretly", description = "Greets secretly.", hidden = true)
    private static final class Secretly {}

    private final CommandLine line = new CommandLine(new Greet());

    @Test
    void aPageHasItsSections() {
        assertThat(new ManPage(line.getCommandSpec()).roff())
                .isEqualTo(
                        """
                        .TH "GREET" 1 "" "greet" "User Commands"
                        .SH NAME
                        greet \\- Greets a host
                        .SH SYNOPSIS
                        .B greet
                        [\\-a=NAME] HOST [COMMAND]
                        .SH DESCRIPTION
                        Greets a host. Says its name.
                        .PP
                        \\&'. is no request.
                        .SH ARGUMENTS
                        .TP
                        .B HOST
                        Who is greeted.
                        .SH OPTIONS
                        .TP
                        .B \\-a, \\-\\-as=NAME
                        Who greets.
                        .SH COMMANDS
                        .TP
                        .B greet loudly
                        Greets loudly.
                        .SH EXIT STATUS
                        .TP
                        .B 0
                        greeted
                        .TP
                        .B 75
                        no one there
                        .SH EXAMPLES
                        .nf
                          greet \\-\\-as=a\\eb host
                        \\&.dot
                        .fi
                        .SH SEE ALSO
                        .BR greet\\-loudly (1)
                        """);
    }

    @Test
    void everyCommandShownHasAPage() {
        assertThat(ManPage.shown(line.getCommandSpec()).map(ManPage::new).map(ManPage::name))
                .containsExactly("greet", "greet-loudly");
    }

    @Test
    void generateWritesPagesAndCompletion(@TempDir Path folder) {
        var cli = new Cli(new Cli.Offered("ports", words -> PortsCommand.line(words)));
        assertThat(cli.run("generate", folder.toString())).isZero();
        assertThat(folder.resolve("man/man1/posthouse-ports-next.1")).isNotEmptyFile();
        assertThat(folder.resolve("man/man1/posthouse.1")).isNotEmptyFile();
        assertThat(folder.resolve("completion/posthouse.bash")).isNotEmptyFile();
    }
}
