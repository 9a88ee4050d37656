package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.Dossier.DataDates;
import org.posthouse.ports.DossierJson;
import org.posthouse.ports.JsonText;
import org.posthouse.ports.ListenerJson;
import org.posthouse.ports.Names;
import org.posthouse.ports.Sought;
import org.posthouse.ports.registry.Registry;
import org.posthouse.ports.sockets.Listing;
import org.posthouse.ports.sockets.LocalSocket;
import org.posthouse.ports.sockets.Sockets;
import org.posthouse.ports.sockets.Unreadable;
import org.posthouse.ports.sockets.Wanted;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `posthouse ports` without a port: what listens on this machine. These are its options; the
/// command itself is [PortsCommand].
final class PortsListing {
    private static final int NARROWEST = 40; // columns

    /// What to sort by.
    enum Order {
        PORT,
        PROCESS,
        USER,
        AGE
    }

    private final Sockets sockets;

    @Mixin private PortsFilter filter = new PortsFilter();

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            defaultValue = "port",
            description = "By ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Order order = Order.PORT;

    @Option(
            names = "--width",
            paramLabel = "N",
            description = "Columns of the table. Default: those of the terminal, or 80.")
    private Optional<Integer> width = Optional.empty();

    @Option(
            names = "--watch",
            description =
                    "Goes on, and tells what is opened, closed and replaced. With --json: an event"
                            + " a line.")
    private boolean watch;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = Timeout.class,
            description = "How often to look. Default: 2s.")
    private Duration every = Duration.ofSeconds(2);

    @Option(
            names = "--looks",
            paramLabel = "N",
            description = "Ends after so many looks. Default: goes on until it is ended.")
    private Optional<Integer> looks = Optional.empty();

    PortsListing(Sockets sockets) {
        this.sockets = sockets;
    }

    /// Whether anything was asked of a listing.
    boolean isGiven() {
        return filter.isGiven() || order != Order.PORT || watch;
    }

    Exit list(PrintWriter out, PortsForm.Form form, Registry registry) throws IOException {
        Sought sought = filter.sought();
        if (looks.filter(n -> n < 1).isPresent()) throw Stop.usage("--looks is at least 1");
        Wanted wanted =
                switch (form) {
                    case TEXT, MARKDOWN -> sought.wanted(); // which show no more
                    case JSON -> sought.wanted().whole();
                };
        Supplier<Listing> look = () -> read(sought, wanted);
        Listing first = look.get();
        switch (form) {
            case TEXT -> table(out, first, sought, registry);
            case MARKDOWN -> markdown(out, first, sought, registry);
            case JSON -> {
                if (!watch) json(out, first, sought, registry);
            }
        }
        out.flush();
        if (watch) new PortsWatch(look, every, looks, Thread::sleep).run(first, form, out);
        return Exit.DONE;
    }

    private Listing read(Sought sought, Wanted wanted) {
        try {
            return sought.of(sockets.read(wanted));
        } catch (Unreadable e) {
            throw Stop.usage(String.valueOf(e.getMessage()));
        }
    }

    private void table(PrintWriter out, Listing listing, Sought sought, Registry registry) {
        List<LocalSocket> sorted = sorted(listing);
        var table = new PortsTable(columns(), listing.at(), listing.firewall(), called(registry));
        table.lines(sorted).forEach(out::println);
        if (sorted.isEmpty()) out.println(nothing());
        PortsTable.redirections(sought.redirections(listing)).forEach(out::println);
        PortsTable.gaps(listing).forEach(out::println);
        out.println("Data: " + DataDates.of(registry).words());
    }

    private void markdown(PrintWriter out, Listing listing, Sought sought, Registry registry) {
        List<LocalSocket> sorted = sorted(listing);
        if (sorted.isEmpty()) out.println(nothing());
        else
            new PortsTable(Integer.MAX_VALUE, listing.at(), listing.firewall(), called(registry))
                    .markdown(sorted)
                    .forEach(out::println);
        PortsTable.redirections(sought.redirections(listing)).forEach(out::println);
        PortsTable.gaps(listing).forEach(gap -> out.println("\n" + gap));
        out.println("\nData: " + DataDates.of(registry).words() + ".");
    }

    private String nothing() {
        return filter.isGiven() ? "Nothing like that listens here." : "Nothing listens here.";
    }

    private static Function<LocalSocket, String> called(Registry registry) {
        return socket -> Names.of(socket.port(), socket.transport(), registry).words();
    }

    private void json(PrintWriter out, Listing listing, Sought sought, Registry registry) {
        Map<String, Object> members = ListenerJson.frame(listing, sought.redirections(listing));
        members.put("data", DossierJson.data(DataDates.of(registry)));
        String frame = JsonText.of(members);
        out.print(frame.substring(0, frame.length() - 1) + ",\"listeners\":[");
        var between = "\n";
        for (LocalSocket socket : sorted(listing)) {
            out.print(between + JsonText.of(ListenerJson.of(socket, listing.firewall())));
            between = ",\n";
        }
        out.println("\n]}");
    }

    private int columns() {
        if (width.filter(columns -> columns < NARROWEST).isPresent())
            throw Stop.usage("--width is at least " + NARROWEST);
        return width.orElseGet(() -> Math.max(NARROWEST, TerminalWidth.columns()));
    }

    private List<LocalSocket> sorted(Listing listing) {
        Comparator<LocalSocket> by =
                switch (order) {
                    case PORT -> Listing.ORDER;
                    case PROCESS -> Comparator.comparing(PortsListing::process);
                    case USER -> Comparator.comparing(socket -> socket.user().orElse("~"));
                    case AGE -> Comparator.comparing(PortsListing::started).reversed();
                };
        return order == Order.PORT
                ? listing.sockets()
                : listing.sockets().stream().sorted(by.thenComparing(Listing.ORDER)).toList();
    }

    /// Those without a known owner come last.
    private static String process(LocalSocket socket) {
        return socket.owners().known().stream()
                .findFirst()
                .map(owner -> owner.name())
                .orElse("\uffff");
    }

    /// The youngest come first: what is new is looked for most.
    private static Instant started(LocalSocket socket) {
        return socket.owners().known().stream()
                .findFirst()
                .flatMap(owner -> owner.started())
                .orElse(Instant.MIN);
    }
}
