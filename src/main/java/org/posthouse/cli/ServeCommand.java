package org.posthouse.cli;

import module java.base;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `posthouse serve`: starts the server, which `Main` hands over.
@Command(
        name = "serve",
        description = {
            "Receives, keeps and delivers mail until SIGTERM. It tells on standard output where it"
                + " listens; its log goes to standard error, one line an event. SIGHUP reads the"
                + " configuration again."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:stopped in order", "2:bad configuration", "75:cannot start now"},
        footer = {
            "",
            "Examples:",
            "  posthouse serve",
            "  posthouse serve --config posthouse.toml --data /tmp/mail --log-format json"
        })
public final class ServeCommand implements Callable<Integer> {
    private final Serve server;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The configuration. Default: ./posthouse.toml, else"
                            + " $XDG_CONFIG_HOME/posthouse/posthouse.toml, else"
                            + " /etc/posthouse/posthouse.toml, else none.")
    private Optional<Path> config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the spool and the Maildirs are; made when it is not there.")
    private Optional<Path> data;

    @Option(
            names = "--standard-ports",
            description =
                    "Listens on the protocols' own ports (SMTP 25, MTP 57), not on 8000 more.")
    private boolean standardPorts;

    @Option(
            names = "--log-format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "How the log is written. Default: ${DEFAULT-VALUE}.")
    private Logs.Format logFormat;

    public ServeCommand(Serve server) {
        this.server = server;
    }

    @Override
    public Integer call() throws IOException {
        Logs.format(logFormat);
        Logs.atLeast(Logs.Threshold.EVENTS);
        return server.run(
                new ServeOptions(
                        config,
                        data,
                        standardPorts
                                ? ServeOptions.Ports.STANDARD
                                : ServeOptions.Ports.UNPRIVILEGED));
    }
}
