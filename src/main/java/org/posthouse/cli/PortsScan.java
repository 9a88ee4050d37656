package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.ScanReport;
import org.posthouse.ports.identify.Checked;
import org.posthouse.ports.identify.Pace;
import org.posthouse.ports.identify.Scan;
import org.posthouse.ports.identify.Scanned;
import org.posthouse.ports.identify.Target;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `posthouse ports scan`: which TCP ports of a host are open.
@Command(
        name = "scan",
        description = {
            "Tries which TCP ports of a host take a connection. Scan only what is yours, or what"
                    + " you have leave to scan.",
            "It is gentle with other people's hosts: at most 20 connections at once and 50 a"
                    + " second, in no order, each tried twice at most and ended properly. This"
                    + " machine is scanned as fast as it can."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "2:wrong usage, or an unknown host",
            "4:a host cannot be reached"
        },
        footer = {
            "",
            "Examples:",
            "  posthouse ports scan localhost",
            "  posthouse ports scan mail.example.org -p 25,110,143,465,587,993 --identify",
            "  posthouse ports scan 192.0.2.16/28 -p 25"
        })
final class PortsScan implements Callable<Integer> {
    private static final int CONFIRMED = 1024; // ports; for more of them somebody has to say yes
    private static final String SYSTEM = "1-1023"; // RFC 6335 section 6

    @Spec private CommandSpec spec;
    @Mixin private PortsForm form = new PortsForm();
    @Mixin private PortsAsking asking = new PortsAsking();
    @Mixin private PortsSource source = new PortsSource();

    @Option(
            names = {"-p", "--ports"},
            paramLabel = "LIST",
            description =
                    "Which: 22,25,80-90; - for all. Default: all of this machine's, the system"
                            + " ports (1-1023) of others.")
    private Optional<String> list = Optional.empty();

    @Option(
            names = "--identify",
            description = "Finds out what speaks at each open port, as check does.")
    private boolean identify;

    @Option(
            names = "--yes",
            description = "Says yes to more than 1,024 ports of a host that is not this machine.")
    private boolean yes;

    @Option(
            names = "--i-own-this",
            description = "Says that a range of addresses wider than /28 is yours.")
    private boolean owned;

    @Parameters(
            arity = "1..*",
            paramLabel = "HOST",
            description = "A name, an address, or addresses as a prefix: 192.0.2.16/28.")
    private List<String> hosts;

    /// What is to be done with one host.
    private record Task(PortsHost host, SortedSet<Integer> ports, Pace pace) {
        InetAddress address() {
            return host.addresses().getFirst();
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Task> tasks = ScanHosts.of(hosts, owned).stream().map(this::task).toList();
        PrintWriter out = spec.commandLine().getOut();
        boolean reached = true;
        for (Task task : tasks) {
            ScanReport report = report(task);
            switch (form.form()) {
                case JSON -> out.println(report.json());
                case TEXT -> report.lines().forEach(out::println);
                case MARKDOWN -> report.markdown().forEach(out::println);
            }
            out.flush();
            reached &= !report.scanned().isUnreachable();
        }
        return (reached ? Exit.DONE : Exit.UNREACHABLE).code();
    }

    private Task task(PortsHost host) {
        Pace pace = Pace.towards(host.addresses().getFirst());
        boolean ours = pace.equals(Pace.own());
        SortedSet<Integer> ports = PortNumbers.of(list.orElse(ours ? "-" : SYSTEM));
        if (!ours && ports.size() > CONFIRMED && !yes)
            throw Stop.usage(
                    ports.size()
                            + " ports of "
                            + host.word()
                            + " take some "
                            + Math.ceilDiv(ports.size(), pace.perSecond())
                            + " s; say --yes if you may, or name fewer with -p");
        return new Task(host, ports, pace);
    }

    private ScanReport report(Task task) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Scanned scanned = Scan.of(task.address(), task.ports(), task.pace());
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        List<Checked> checked = identify ? identified(task, scanned) : List.of();
        return new ScanReport(
                task.host().word(),
                PortNumbers.words(task.ports()),
                scanned,
                checked,
                took,
                source.registry());
    }

    /// A few at a time, as few as the scan's pace has.
    private List<Checked> identified(Task task, Scanned scanned) throws InterruptedException {
        var places = new Semaphore(Math.max(4, task.pace().atOnce()));
        var found = new ArrayList<Future<Checked>>();
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int port : scanned.open()) {
                places.acquire();
                var target = new Target(task.address(), port, task.host().name(), port);
                found.add(
                        calls.submit(
                                () -> {
                                    try {
                                        return asking.identifier(task.address()).check(target);
                                    } finally {
                                        places.release();
                                    }
                                }));
            }
        }
        return found.stream().map(Future::resultNow).toList();
    }
}
