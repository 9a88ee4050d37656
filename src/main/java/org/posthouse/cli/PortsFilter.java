package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.Sought;
import org.posthouse.ports.sockets.Transport;

import picocli.CommandLine.Option;

/// Which listeners to show, as words of a command line.
final class PortsFilter {
    private static final int LAST = 65_535;

    @Option(
            names = "--port",
            split = ",",
            paramLabel = "PORT",
            description = "Listeners on these ports.")
    private Set<Integer> ports = new LinkedHashSet<>();

    @Option(
            names = "--protocol",
            split = ",",
            paramLabel = "PROTOCOL",
            description = "Of these transports: tcp, udp, udplite, sctp.")
    private Set<String> transports = new LinkedHashSet<>();

    @Option(
            names = "--pid",
            split = ",",
            paramLabel = "PID",
            description = "Held by these processes.")
    private Set<Integer> pids = new LinkedHashSet<>();

    @Option(
            names = "--process",
            split = ",",
            paramLabel = "NAME",
            description = "Held by processes of that name, or whose program's path has it.")
    private Set<String> processes = new LinkedHashSet<>();

    @Option(
            names = "--user",
            split = ",",
            paramLabel = "USER",
            description = "Made by that user, or held by a process of his.")
    private Set<String> users = new LinkedHashSet<>();

    /// @throws Stop when a condition can never be met
    Sought sought() {
        for (int port : ports)
            if (port < 1 || port > LAST)
                throw Stop.usage("--port " + port + ": listeners have ports from 1 to " + LAST);
        for (int pid : pids)
            if (pid < 1) throw Stop.usage("--pid " + pid + ": processes have ids from 1 up");
        for (String word : processes)
            if (word.isBlank()) throw Stop.usage("--process: a name is missing");
        return new Sought(
                ports,
                transports.stream().map(PortsFilter::transport).collect(Collectors.toSet()),
                pids,
                processes,
                users);
    }

    private static Transport transport(String word) {
        return Transport.named(word)
                .orElseThrow(
                        () ->
                                Stop.usage(
                                        "--protocol "
                                                + Printable.line(word)
                                                + ": there are tcp, udp, udplite and sctp"));
    }

    boolean isGiven() {
        return !(ports.isEmpty()
                && transports.isEmpty()
                && pids.isEmpty()
                && processes.isEmpty()
                && users.isEmpty());
    }
}
