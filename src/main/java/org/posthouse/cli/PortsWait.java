package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.JsonText;
import org.posthouse.ports.identify.Knocker;
import org.posthouse.ports.identify.Reach;
import org.posthouse.ports.registry.Transport;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `posthouse ports wait`: waits until a port is open, for scripts that start servers.
@Command(
        name = "wait",
        description = {
            "Waits until a port takes connections. It tries ever less often, up to once a second,"
                    + " and says nothing to whoever listens."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:open",
            "1:not open in time",
            "2:wrong usage, or an unknown host or name",
            "4:the host could not be reached in time"
        },
        footer = {"", "Example:", "  posthouse ports wait localhost 8025 --timeout 30s"})
final class PortsWait implements Callable<Integer> {
    private static final Duration FIRST = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    /// Even of the last attempt, so that a host that refuses is not taken for one that is silent.
    private static final Duration SHORTEST = Duration.ofMillis(500);

    @Spec private CommandSpec spec;
    @Mixin private PortsSource source = new PortsSource();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = Timeout.class,
            description = "How long to wait: 30 or 30s, 2m. Default: 60s.")
    private Duration timeout = Duration.ofSeconds(60);

    @Parameters(index = "0", paramLabel = "HOST", description = "A name or an address.")
    private String host;

    @Parameters(
            index = "1",
            paramLabel = "PORT",
            description = "A port (25) or a service's name (smtp).")
    private String port;

    @Option(names = "--json", description = "JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PortsEndpoint endpoint = PortsEndpoint.of(port, source);
        if (endpoint.transport() != Transport.TCP)
            throw Stop.usage("only TCP can be waited for: UDP does not tell whether it is open");
        PortsHost called = PortsHost.of(host);
        long began = System.nanoTime();
        Reach reach = awaited(called, endpoint.port(), began);
        long waited = System.nanoTime() - began;
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                json
                        ? json(called, endpoint, reach, waited)
                        : line(called, endpoint, reach, waited));
        out.flush();
        return PortsCheck.exit(reach).code();
    }

    private static String line(PortsHost called, PortsEndpoint endpoint, Reach reach, long waited) {
        return String.format(
                Locale.ROOT,
                "%s port %s: %s after %.1f s",
                called.word(),
                endpoint,
                reach.word(),
                waited / 1e9);
    }

    private static String json(PortsHost called, PortsEndpoint endpoint, Reach reach, long waited) {
        return JsonText.of(
                JsonText.object(
                        "host", called.word(),
                        "port", endpoint.port(),
                        "transport", endpoint.transport().word(),
                        "reach", reach.word(),
                        "waitedMs", waited / 1e6));
    }

    private Reach awaited(PortsHost called, int number, long began) throws InterruptedException {
        long until = began + timeout.toNanos();
        Duration pause = FIRST;
        while (true) {
            Reach best = Reach.UNREACHABLE;
            for (InetAddress address : called.addresses()) {
                Duration left =
                        Duration.ofNanos(Math.max(SHORTEST.toNanos(), until - System.nanoTime()));
                Reach reach =
                        Knocker.knock(address, number, shorter(left, LONGEST.multipliedBy(5)));
                if (reach == Reach.OPEN) return reach;
                if (PortsCheck.weight(reach) > PortsCheck.weight(best)) best = reach;
            }
            long left = until - System.nanoTime();
            if (left <= 0) return best;
            TimeUnit.NANOSECONDS.sleep(Math.min(left, pause.toNanos()));
            pause = shorter(pause.multipliedBy(2), LONGEST);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
