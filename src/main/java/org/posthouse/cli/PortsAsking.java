package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.identify.Identifier;
import org.posthouse.ports.identify.Patience;

import picocli.CommandLine.Option;

/// How services are asked: the options of the commands that call them.
final class PortsAsking {
    @Option(
            names = "--no-probe",
            description = "Says nothing to anybody; only listens to what is said first.")
    private boolean silent;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = Timeout.class,
            description =
                    "How long to listen for a first word. Default: 700ms on this machine, 5s"
                            + " elsewhere.")
    private Optional<Duration> wait = Optional.empty();

    @Option(
            names = "--connect-timeout",
            paramLabel = "TIME",
            converter = Timeout.class,
            description =
                    "How long a connection may take; then the port counts as filtered. Default: 1s"
                            + " on this machine, 5s elsewhere.")
    private Optional<Duration> connect = Optional.empty();

    Identifier identifier(InetAddress address) {
        Patience patience = Patience.towards(address);
        if (wait.isPresent()) {
            Duration whole = patience.whole().plus(wait.get()).plus(wait.get());
            patience = patience.withGreeting(wait.get()).withWhole(whole);
        }
        if (connect.isPresent()) patience = patience.withConnection(connect.get());
        return new Identifier(
                Optional.of(patience), silent ? Identifier.Manner.LISTEN : Identifier.Manner.ASK);
    }
}
