package org.posthouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.conf.Conf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine.Command;

/// What all commands have in common, and those that need no server.
final class CliTest {
    /// Fails as told.
    @Command(name = "fail", description = "Fails.")
    private static final class Fail implements Callable<Integer> {
        private final Exception with;

        Fail(Exception with) {
            this.with = with;
        }

        @Override
        public Integer call() throws Exception {
            throw with;
        }
    }

    private final List<ServeOptions> served = new ArrayList<>();
    private final Terminal terminal =
            new Terminal(
                    new ServeCommand(
                            options -> {
                                served.add(options);
                                return 0;
                            }),
                    new ConfigCommand(CliTest::settle));

    private static void settle(Conf conf) {
        conf.root().text("host", "localhost");
        conf.root().table("listen").table("smtp").text("address", "127.0.0.1:8025");
    }

    @AfterEach
    void warningsOnly() {
        Logs.only(Logs.Threshold.WARNINGS);
        Logs.format(Logs.Format.TEXT);
    }

    /// Each command costs time to make, so one is made when it is meant, and all to help.
    @Test
    void onlyTheCommandThatIsMeantIsMade() {
        var made = new ArrayList<String>();
        var cli =
                new Cli(
                        new Cli.Offered("one", () -> noted(made, "one")),
                        new Cli.Offered("two", () -> noted(made, "two")));
        assertThat(cli.line(List.of("two", "--help")).getSubcommands()).containsOnlyKeys("two");
        assertThat(made).containsExactly("two");
        assertThat(cli.line(List.of("generate", "share")).getSubcommands())
                .containsOnlyKeys("one", "two", "generate");
        assertThat(cli.line(List.of("--help")).getSubcommands())
                .containsOnlyKeys("one", "two", "generate");
        assertThat(cli.line(List.of("tow")).getSubcommands())
                .containsOnlyKeys("one", "two", "generate");
    }

    private static Object noted(List<String> made, String name) {
        made.add(name);
        return new Fail(new IOException(name));
    }

    @Test
    void serveIsHandedItsOptions() {
        assertThat(terminal.run("serve")).isZero();
        assertThat(
                        terminal.run(
                                "serve",
                                "--config",
                                "a.toml",
                                "--data=d",
                                "--standard-ports",
                                "--log-format",
                                "json"))
                .isZero();
        assertThat(served)
                .containsExactly(
                        new ServeOptions(
                                Optional.empty(),
                                Optional.empty(),
                                ServeOptions.Ports.UNPRIVILEGED),
                        new ServeOptions(
                                Optional.of(Path.of("a.toml")),
                                Optional.of(Path.of("d")),
                                ServeOptions.Ports.STANDARD));
    }

    @Test
    void serveLogsEventsAndWithDebugAll() {
        var seen = new ArrayList<Boolean>();
        Logger log = LoggerFactory.getLogger(CliTest.class);
        var serving =
                new Terminal(
                        new ServeCommand(
                                _ -> {
                                    seen.add(log.isInfoEnabled());
                                    seen.add(log.isDebugEnabled());
                                    return 0;
                                }),
                        new ConfigCommand(_ -> seen.add(log.isInfoEnabled())));
        serving.run("serve");
        serving.run("serve", "--debug");
        serving.run("config", "show");
        assertThat(seen).containsExactly(true, false, true, true, false);
    }

    @Test
    void wrongWordsAreToldInTwoLines() {
        assertThat(told("sreve"))
                .isEqualTo(
                        """
                        posthouse: there is no command "sreve"; did you mean serve?
                        Try 'posthouse --help'.
                        """);
        assertThat(told("serve", "--confg=x"))
                .isEqualTo(
                        """
                        posthouse serve: there is no option --confg=x; did you mean --config?
                        Try 'posthouse serve --help'.
                        """);
        assertThat(told("serve", "now"))
                .isEqualTo(
                        """
                        posthouse serve: "now" is one word too many
                        Try 'posthouse serve --help'.
                        """);
        assertThat(told("serve", "--log-format", "xml"))
                .startsWith("posthouse serve: Invalid value for option '--log-format'")
                .hasLineCount(2);
        assertThat(told("config"))
                .isEqualTo(
                        """
                        posthouse config: a command is missing: check, show
                        Try 'posthouse config --help'.
                        """);
    }

    private String told(String... words) {
        int before = terminal.err().length();
        assertThat(terminal.run(words)).isEqualTo(2);
        assertThat(terminal.out()).isEmpty();
        return terminal.err().substring(before);
    }

    @Test
    void noWordsAtAllShowTheCommands() {
        assertThat(terminal.run()).isEqualTo(2);
        assertThat(terminal.err()).contains("Usage: posthouse", "serve", "config");
    }

    @Test
    void whatFailsIsToldInOneLine() {
        assertThat(failure(2, Stop.usage("no such\u001b[1m queue")))
                .isEqualTo("posthouse fail: no such\\x1b[1m queue\n");
        assertThat(failure(75, new NoSuchFileException("/a")))
                .isEqualTo("posthouse fail: /a: there is no such file\n");
        assertThat(failure(75, new UncheckedIOException(new IOException("disk full"))))
                .isEqualTo("posthouse fail: disk full\n");
        assertThat(failure(70, new IllegalStateException("odd")))
                .isEqualTo(
                        """
                        posthouse fail: a fault of Posthouse itself: java.lang.IllegalStateException: odd
                        Again with --debug it tells where.
                        """);
    }

    @Test
    void debugTellsWhere() {
        var debugging = new Terminal(new Fail(new IllegalStateException("odd")));
        assertThat(debugging.run("fail", "--debug")).isEqualTo(70);
        assertThat(debugging.err()).contains("at org.posthouse.cli.CliTest");
    }

    private static String failure(int exit, Exception with) {
        var failing = new Terminal(new Fail(with));
        assertThat(failing.run("fail")).isEqualTo(exit);
        assertThat(failing.out()).isEmpty();
        return failing.err();
    }

    @Test
    void checkPrintsMistakesAndShowTheSettings(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("p.toml");
        Files.writeString(file, "hots = \"a\"\n[listen.smtp]\naddress = 5\n");
        assertThat(terminal.run("config", "check", "--config", file.toString())).isEqualTo(2);
        assertThat(terminal.out())
                .isEqualTo(
                        file
                                + ":1:1: hots: unknown key; did you mean \"host\"?\n"
                                + file
                                + ":3:1: listen.smtp.address: 5 is not text; write it in quotes:"
                                + " \"5\"\n");
        Files.writeString(file, "host = \"a\"\n");
        assertThat(terminal.run("config", "check", "--config", file.toString())).isZero();
        assertThat(terminal.out()).endsWith(file + ": no mistakes\n");
        assertThat(terminal.run("config", "show", "--config", file.toString())).isZero();
        assertThat(terminal.out())
                .endsWith(
                        "host = \"a\"\n\n[listen.smtp]\naddress = \"127.0.0.1:8025\"  # default\n");
    }

    @Test
    void aConfigurationFileThatIsNotThereIsAMistake() {
        assertThat(terminal.run("config", "check", "--config", "/nowhere/p.toml")).isEqualTo(2);
        assertThat(terminal.out())
                .isEqualTo("/nowhere/p.toml: there is no such file; name another with --config\n");
    }

    @Test
    void theVersionIsOneLine() {
        assertThat(terminal.run("--version")).isZero();
        assertThat(terminal.out()).matches("posthouse \\S+ \\(.*, Java \\S+\\)\n");
    }
}
