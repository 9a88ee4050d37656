package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.Sought;
import org.posthouse.ports.sockets.Listing;
import org.posthouse.ports.sockets.LocalSocket;
import org.posthouse.ports.sockets.Sockets;
import org.posthouse.ports.sockets.Unreadable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `posthouse ports` without a port: what listens on this machine. These are its options; the
/// command itself is [PortsCommand].
final class PortsListing {
    private static final int TERMINAL = 80; // columns, where nobody says otherwise

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

    PortsListing(Sockets sockets) {
        this.sockets = sockets;
    }

    boolean isGiven() {
        return filter.isGiven() || order != Order.PORT;
    }

    Exit list(PrintWriter out, PortsForm.Form form) throws IOException {
        Sought sought = filter.sought();
        Listing listing = sought.of(read(sought));
        switch (form) {
            case TEXT, MARKDOWN -> table(out, listing);
            case JSON -> out.println(PortsJson.document(listing, order()));
        }
        out.flush();
        return Exit.DONE;
    }

    private Listing read(Sought sought) {
        try {
            return sockets.read(sought.wanted());
        } catch (Unreadable e) {
            throw Stop.usage(String.valueOf(e.getMessage()));
        }
    }

    private void table(PrintWriter out, Listing listing) {
        List<LocalSocket> sorted = listing.sockets().stream().sorted(order()).toList();
        var table = new PortsTable(columns(), listing.at(), _ -> "-");
        table.lines(sorted).forEach(out::println);
        if (sorted.isEmpty()) out.println("Nothing listens here.");
        PortsTable.gaps(listing).forEach(out::println);
    }

    private int columns() {
        int columns = width.orElse(TERMINAL);
        if (columns < 40) throw Stop.usage("--width is at least 40");
        return columns;
    }

    private Comparator<LocalSocket> order() {
        Comparator<LocalSocket> first =
                switch (order) {
                    case PORT -> Listing.ORDER;
                    case PROCESS -> Comparator.comparing(PortsListing::process);
                    case USER -> Comparator.comparing(socket -> socket.user().orElse("~"));
                    case AGE -> Comparator.comparing(PortsListing::started);
                };
        return first.thenComparing(Listing.ORDER);
    }

    /// Those without a known owner come last.
    private static String process(LocalSocket socket) {
        return socket.owners().known().stream()
                .findFirst()
                .map(owner -> owner.name())
                .orElse("\uffff");
    }

    private static Instant started(LocalSocket socket) {
        return socket.owners().known().stream()
                .findFirst()
                .flatMap(owner -> owner.started())
                .orElse(Instant.MAX);
    }
}
