package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.sockets.Executable;
import org.posthouse.ports.sockets.Firewall;
import org.posthouse.ports.sockets.Listing;
import org.posthouse.ports.sockets.LocalSocket;
import org.posthouse.ports.sockets.Namespace;
import org.posthouse.ports.sockets.Owner;
import org.posthouse.ports.sockets.Passage;
import org.posthouse.ports.sockets.Redirection;

/// Listeners as a table: what fits a line of the given width, and below a listener what one should
/// know of it. Ports and addresses are never cut, for somebody will copy them.
final class PortsTable {
    private static final int WIDE = 112; // columns, from which on there are more of them
    private static final String NOTE = "           ";
    private static final int SERVICE = 3; // columns that may be cut
    private static final int OWNER = 2;
    private static final int MOST = 20; // redirections
    private static final int LEAST = 12; // characters that are left of what is cut

    private final int width;
    private final Instant now;
    private final Firewall firewall;
    private final Function<LocalSocket, String> service;

    /// @param service what the port is registered for
    PortsTable(int width, Instant now, Firewall firewall, Function<LocalSocket, String> service) {
        this.width = width;
        this.now = now;
        this.firewall = firewall;
        this.service = service;
    }

    /// The lines, a heading first; none for no socket.
    List<String> lines(List<LocalSocket> sockets) {
        if (sockets.isEmpty()) return List.of();
        var rows = new ArrayList<List<String>>();
        rows.add(heading());
        for (LocalSocket socket : sockets) rows.add(row(socket));
        int[] widths = widths(rows);
        var lines = new ArrayList<String>();
        lines.add(line(rows.getFirst(), widths));
        for (int i = 0; i < sockets.size(); i++) {
            lines.add(line(rows.get(i + 1), widths));
            for (String note : notes(sockets.get(i))) lines.add(NOTE + note);
        }
        return lines;
    }

    /// The same as a table of Markdown.
    List<String> markdown(List<LocalSocket> sockets) {
        var lines = new ArrayList<String>();
        lines.add(markdown(heading(), " | "));
        lines.add(markdown(Collections.nCopies(heading().size(), "---"), " | "));
        for (LocalSocket socket : sockets) lines.add(markdown(row(socket), " | "));
        for (LocalSocket socket : sockets)
            for (String note : notes(socket)) {
                if (!lines.getLast().startsWith("- ")) lines.add("");
                lines.add("- %s: %s".formatted(place(socket), DossierMarkdown.cell(note)));
            }
        return lines;
    }

    private static String place(LocalSocket socket) {
        return socket.transport().word() + " " + socket.endpoint();
    }

    private static String markdown(List<String> cells, String between) {
        return cells.stream()
                .map(DossierMarkdown::cell)
                .collect(Collectors.joining(between, "| ", " |"));
    }

    private boolean isWide() {
        return width >= WIDE;
    }

    private List<String> heading() {
        var cells =
                new ArrayList<>(List.of("PORT", "ADDRESS", "OWNER", "REGISTERED", "USER", "AGE"));
        if (isWide()) cells.addAll(List.of("REACH", "UNIT", "PROGRAM"));
        return cells;
    }

    private List<String> row(LocalSocket socket) {
        Optional<Owner> owner = socket.owners().known().stream().findFirst();
        var cells = new ArrayList<String>();
        cells.add(socket.port() + "/" + socket.transport().word());
        cells.add(socket.address().toString());
        cells.add(socket.owners().words());
        cells.add(service.apply(socket));
        cells.add(owner.flatMap(Owner::user).or(socket::user).orElse("?"));
        cells.add(
                owner.flatMap(Owner::started)
                        .map(then -> Units.span(Duration.between(then, now)))
                        .orElse("?"));
        if (isWide()) {
            cells.add(socket.reach().name().toLowerCase(Locale.ROOT));
            cells.add(owner.map(PortsTable::place).orElse("?"));
            cells.add(owner.flatMap(Owner::executable).map(Executable::path).orElse("?"));
        }
        return cells.stream().map(Printable::line).toList();
    }

    private static String place(Owner owner) {
        return owner.container().map(Object::toString).or(owner::unit).orElse("-");
    }

    /// What does not fit the columns and must not be missed.
    private List<String> notes(LocalSocket socket) {
        var notes = new ArrayList<String>();
        if (socket.namespace() instanceof Namespace.Other(long id, int process))
            notes.add("in network namespace " + id + " (that of process " + process + ")");
        for (Owner owner : socket.owners().known()) {
            owner.forwards().ifPresent(to -> notes.add("forwards to " + Printable.line(to)));
            owner.executable()
                    .filter(program -> !program.marks().isEmpty())
                    .ifPresent(
                            program ->
                                    notes.add(
                                            "! %s: %s"
                                                    .formatted(
                                                            Printable.line(program.path()),
                                                            marks(program))));
        }
        notes.addAll(filtered(socket));
        return notes.stream().distinct().toList();
    }

    /// That others can call it is what one expects, and is not said.
    private List<String> filtered(LocalSocket socket) {
        var notes = new ArrayList<String>();
        firewall.passage(socket)
                .filter(passage -> !(passage instanceof Passage.Accepted))
                .ifPresent(passage -> notes.addAll(wrapped("packet filter: " + passage.words())));
        for (Redirection one : firewall.redirections())
            if (one.leadsTo(socket)) notes.addAll(wrapped("also gets " + one.words()));
        return notes;
    }

    private List<String> wrapped(String text) {
        return Columns.wrap(Printable.line(text), Math.min(width, WIDE) - NOTE.length());
    }

    private static String marks(Executable program) {
        return program.marks().stream()
                .sorted()
                .map(Executable.Mark::words)
                .collect(Collectors.joining(", "));
    }

    /// Each column as wide as its longest cell; where that is too much, names of services are cut
    /// first, then names of processes.
    private int[] widths(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows)
            for (int i = 0; i < columns; i++) widths[i] = Math.max(widths[i], row.get(i).length());
        if (isWide()) widths[columns - 1] = 0; // the last one ends where it ends
        int over = Arrays.stream(widths).sum() + columns - 1 - width;
        for (int column : new int[] {SERVICE, OWNER}) {
            int cut = Math.clamp(over, 0, Math.max(0, widths[column] - LEAST));
            widths[column] -= cut;
            over -= cut;
        }
        return widths;
    }

    private static String line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            boolean last = i == widths.length - 1;
            String cell = cells.get(i);
            if (!last && cell.length() > widths[i]) cell = cell.substring(0, widths[i] - 1) + "…";
            line.append(cell);
            if (!last) line.repeat(' ', widths[i] - cell.length() + 1);
        }
        return line.toString().stripTrailing();
    }

    /// Ports that are passed on, for below a listing.
    static List<String> redirections(List<Redirection> redirections) {
        if (redirections.isEmpty()) return List.of();
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("Passed on by the kernel:");
        for (Redirection one : redirections.stream().limit(MOST).toList())
            lines.add("  " + Printable.line(one.words()));
        if (redirections.size() > MOST)
            lines.add("  and " + (redirections.size() - MOST) + " more (--json shows all)");
        return lines;
    }

    /// What could not be looked at, for the end of a listing.
    static List<String> gaps(Listing listing) {
        return listing.gaps().stream().map(gap -> "Note: " + Printable.line(gap) + ".").toList();
    }
}
