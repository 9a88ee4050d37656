package org.posthouse.ports;

import module java.base;

import org.posthouse.ports.registry.AssignedNumbers;
import org.posthouse.ports.registry.Dates;
import org.posthouse.ports.registry.Entry;
import org.posthouse.ports.registry.History;
import org.posthouse.ports.registry.Listing;
import org.posthouse.ports.registry.Moment;
import org.posthouse.ports.registry.Registry;
import org.posthouse.ports.registry.Span;
import org.posthouse.ports.registry.Standing;
import org.posthouse.ports.registry.State;
import org.posthouse.ports.registry.Transport;

/// What each system port was for TCP at the dates of which there is a record: the data of the map.
/// Before 1983 the numbers are those of sockets too, and the list's words are taken as they are.
///
/// @param stops oldest first
public record PortMap(List<Stop> stops) {
    /// How many cells the map has: the system ports.
    public static final int PORTS = Span.SYSTEM.high() + 1;

    /// What a cell shows. A word of its own for what no list has is needed beside RFC 6335's
    /// states, and one for the years without a record.
    public enum Cell {
        ASSIGNED('#', "assigned"),
        PRIVATE_USE('P', "private use"),
        UNASSIGNED('.', "unassigned"),
        RESERVED('r', "reserved"),
        DE_ASSIGNED('x', "de-assigned"),
        UNSETTLED('u', "unsettled"),
        UNLISTED(' ', "not in the list"),
        UNTOLD('?', "no record");

        private final char sign;
        private final String words;

        Cell(char sign, String words) {
            this.sign = sign;
            this.words = words;
        }

        public char sign() {
            return sign;
        }

        public String words() {
            return words;
        }

        static Cell of(State state) {
            return switch (state) {
                case ASSIGNED -> ASSIGNED;
                case PRIVATE_USE -> PRIVATE_USE;
                case UNASSIGNED, DYNAMIC -> UNASSIGNED;
                case RESERVED -> RESERVED;
                case DE_ASSIGNED -> DE_ASSIGNED;
                case UNSETTLED -> UNSETTLED;
            };
        }

        static Cell of(Listing.Status status) {
            return switch (status) {
                case ASSIGNED, LISTED, BLANK -> ASSIGNED;
                case PRIVATE_USE -> PRIVATE_USE;
                case UNASSIGNED -> UNASSIGNED;
                case RESERVED -> RESERVED;
            };
        }
    }

    /// All cells at one date.
    ///
    /// @param source what it rests on
    /// @param titles what each port is called; empty where it is called nothing
    public record Stop(String date, String source, List<Cell> cells, List<String> titles) {
        public Stop {
            cells = List.copyOf(cells);
            titles = List.copyOf(titles);
        }
    }

    public PortMap {
        stops = List.copyOf(stops);
    }

    /// All dates: each list in print, the years without record, each new year of the log, today.
    public static PortMap of(Registry registry) {
        var stops = new ArrayList<Stop>();
        for (AssignedNumbers list : AssignedNumbers.all()) stops.add(listed(list));
        stops.add(untold());
        int first = Integer.parseInt(Dates.logBegins().substring(0, 4)) + 1;
        int last = Integer.parseInt(registry.date().substring(0, 4));
        stops.add(logged(Dates.logBegins(), registry));
        for (int year = first; year <= last; year++) stops.add(logged(year + "-01-01", registry));
        stops.add(today(registry));
        return new PortMap(stops);
    }

    /// The map of today.
    public static Stop today(Registry registry) {
        var cells = new ArrayList<Cell>();
        var titles = new ArrayList<String>();
        for (int port = 0; port < PORTS; port++) {
            Standing standing = registry.standing(port, Transport.TCP);
            cells.add(Cell.of(standing.state()));
            titles.add(title(standing.entries()));
        }
        return new Stop(registry.date(), "IANA's registry", cells, titles);
    }

    private static String title(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.state().isAssigned())
                .map(Entry::title)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Stop listed(AssignedNumbers list) {
        var cells = new ArrayList<>(Collections.nCopies(PORTS, Cell.UNLISTED));
        var titles = new ArrayList<>(Collections.nCopies(PORTS, ""));
        for (Listing row : History.listings()) {
            boolean drawn =
                    row.list().equals(list)
                            && row.section() == Listing.Section.NUMBERS
                            && row.speaksOf(Transport.TCP);
            for (int port = row.numbers().low(); drawn && port <= row.numbers().high(); port++)
                if (port < PORTS && cells.get(port) != Cell.ASSIGNED) { // 69 stands there twice
                    cells.set(port, Cell.of(row.status()));
                    titles.set(port, row.isHeld() ? row.title() : "");
                }
        }
        return new Stop(
                list.date(), list + ", numbers of " + list.namespace().words(), cells, titles);
    }

    private static Stop untold() {
        return new Stop(
                "1995",
                "No list between RFC 1700 and " + Dates.logBegins() + " is kept",
                Collections.nCopies(PORTS, Cell.UNTOLD),
                Collections.nCopies(PORTS, ""));
    }

    private static Stop logged(String date, Registry registry) {
        var cells = new ArrayList<Cell>();
        for (int port = 0; port < PORTS; port++) cells.add(empty(port, date, registry));
        var titles = new ArrayList<>(Collections.nCopies(PORTS, ""));
        for (Moment.Row row : Moment.of(date, registry).map(Moment::rows).orElse(List.of())) {
            int port = row.numbers().low();
            boolean tcp = row.transports().isEmpty() || row.transports().contains(Transport.TCP);
            boolean held = row.isTold() && !row.text().startsWith("Reserved");
            if (port >= PORTS || !tcp || !held) continue;
            cells.set(
                    port, row.text().startsWith("any private") ? Cell.PRIVATE_USE : Cell.ASSIGNED);
            String before = titles.get(port);
            titles.set(port, before.isEmpty() ? row.title() : before + ", " + row.title());
        }
        return new Stop(date, "IANA's registry, by the log of its changes", cells, titles);
    }

    /// What a port was of which the table of the date says nothing.
    private static Cell empty(int port, String date, Registry registry) {
        Standing now = registry.standing(port, Transport.TCP);
        boolean later = now.entries().stream().anyMatch(e -> e.modified().compareTo(date) > 0);
        return switch (now.state()) {
            case ASSIGNED, PRIVATE_USE, UNASSIGNED, DYNAMIC -> Cell.UNASSIGNED;
            case DE_ASSIGNED -> later ? Cell.UNTOLD : Cell.DE_ASSIGNED;
            case RESERVED -> Cell.RESERVED;
            case UNSETTLED -> Cell.UNSETTLED;
        };
    }
}
