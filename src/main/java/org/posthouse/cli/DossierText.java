package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.Dossier;
import org.posthouse.ports.registry.Chapter;
import org.posthouse.ports.registry.Entry;
import org.posthouse.ports.registry.Listing;
import org.posthouse.ports.registry.Standing;
import org.posthouse.ports.registry.State;
import org.posthouse.ports.registry.Transport;

/// A [Dossier] for a person at a terminal of 80 columns: what is registered first, the story after
/// it, a line each with its source.
final class DossierText {
    /// How much of it.
    enum Length {
        SHORT,
        /// With every row of every list, the surveys and the misprints.
        ALL
    }

    private static final int NOTE = 2; // lines

    private final Dossier dossier;
    private final Length length;
    private final Paint paint;
    private final PrintWriter out;

    DossierText(Dossier dossier, Length length, Paint paint, PrintWriter out) {
        this.dossier = dossier;
        this.length = length;
        this.paint = paint;
        this.out = out;
    }

    void name() {
        String name =
                "Port " + dossier.port() + dossier.transport().map(t -> "/" + t.word()).orElse("");
        out.println(paint.strong(name) + "  " + title());
    }

    /// What is registered.
    void registered() {
        head("Registered");
        for (Map.Entry<List<Standing>, String> group : groups().entrySet()) standing(group);
    }

    private String title() {
        String names =
                dossier.standings().stream()
                        .flatMap(standing -> standing.entries().stream())
                        .filter(entry -> entry.state().isAssigned())
                        .map(entry -> entry.isNamed() ? entry.name() : entry.description())
                        .distinct()
                        .limit(3)
                        .collect(Collectors.joining(", "));
        String now = names.isEmpty() ? dossier.standings().getFirst().state().words() : names;
        return dossier.standings().getFirst().state() == State.ASSIGNED
                ? now
                : once().map(name -> now + ", once " + name).orElse(now);
    }

    /// The last service that a list gave the number to.
    private Optional<String> once() {
        return dossier.story().stream()
                .filter(Chapter.Listed.class::isInstance)
                .map(chapter -> ((Chapter.Listed) chapter).first())
                .filter(row -> row.status() == Listing.Status.ASSIGNED)
                .reduce((_, later) -> later)
                .map(Listing::name);
    }

    private void head(String title) {
        out.println();
        out.println(paint.strong(title));
    }

    /// Transports of which the same is said are told together; those that have no entry of their
    /// own only when they were asked for, or all was.
    private Map<List<Standing>, String> groups() {
        Map<String, List<Standing>> same = new LinkedHashMap<>();
        for (Standing standing : dossier.standings())
            if (length == Length.ALL || dossier.transport().isPresent() || matters(standing))
                same.computeIfAbsent(
                                standing.state() + "|" + shown(standing.entries()),
                                _ -> new ArrayList<>())
                        .add(standing);
        var groups = new LinkedHashMap<List<Standing>, String>();
        for (List<Standing> group : same.values())
            groups.put(
                    group,
                    group.stream()
                            .map(one -> one.transport().word())
                            .collect(Collectors.joining(", ")));
        return groups;
    }

    private static boolean matters(Standing standing) {
        return standing.transport() == Transport.TCP
                || standing.transport() == Transport.UDP
                || standing.entries().stream().anyMatch(Entry::isNamed);
    }

    private static String shown(List<Entry> entries) {
        return entries.stream()
                .map(entry -> entry.name() + entry.description() + entry.assignee())
                .collect(Collectors.joining("|"));
    }

    private void standing(Map.Entry<List<Standing>, String> group) {
        Standing standing = group.getKey().getFirst();
        String label = "  " + Columns.pad(group.getValue(), 10);
        String formal =
                standing.state()
                        .rfc6335()
                        .filter(word -> !word.equals(standing.state().words()))
                        .map(word -> " (RFC 6335: " + word + ")")
                        .orElse("");
        out.println(label + " " + state(standing.state()) + formal);
        for (Entry entry : standing.entries()) entry(entry);
        for (String line : Columns.wrap(meaning(standing), Columns.WIDTH - 13))
            out.println(" ".repeat(13) + paint.faint(line));
    }

    private String state(State state) {
        return switch (state) {
            case ASSIGNED -> paint.green(state.words());
            case PRIVATE_USE -> paint.magenta(state.words());
            case UNASSIGNED -> paint.cyan(state.words());
            case RESERVED, DYNAMIC -> paint.yellow(state.words());
            case DE_ASSIGNED, UNSETTLED -> paint.red(state.words());
        };
    }

    private void entry(Entry entry) {
        var text = new StringJoiner("; ");
        String description = firstLine(entry.description());
        if (entry.isNamed())
            text.add(description.isEmpty() ? entry.name() : entry.name() + ", " + description);
        else if (!description.equalsIgnoreCase(entry.state().words())) text.add(description);
        if (!entry.assignee().isEmpty()) text.add("held by " + entry.holder());
        if (!entry.registered().isEmpty()) text.add("since " + entry.registered());
        if (!entry.modified().isEmpty()) text.add("changed " + entry.modified());
        if (!entry.reference().isEmpty()) text.add(entry.reference());
        if (text.length() > 0) indented(text.toString());
        if (!entry.unauthorized().isEmpty()) indented("Unauthorized use: " + entry.unauthorized());
        if (!entry.notes().isEmpty()) note("Note: " + entry.notes());
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /// Some notes fill a page.
    private void note(String text) {
        List<String> lines = Columns.wrap(text, Columns.WIDTH - 13);
        if (length == Length.ALL || lines.size() <= NOTE) {
            indented(text);
            return;
        }
        lines.subList(0, NOTE).forEach(line -> out.println(" ".repeat(13) + line));
        out.println(" ".repeat(13) + paint.faint("... (--all tells the rest)"));
    }

    private void indented(String text) {
        for (String line : Columns.wrap(text, Columns.WIDTH - 13))
            out.println(" ".repeat(13) + line);
    }

    /// What the state says to somebody who finds a listener there.
    private static String meaning(Standing standing) {
        return switch (standing.state()) {
            case ASSIGNED ->
                    standing.names().size() > 1
                            ? "Several names share it: the number alone does not tell them apart."
                            : "Being registered does not say that this is what listens there.";
            case PRIVATE_USE ->
                    "Each site's own: a listener here is as registered, whatever it is. Find out"
                            + " what it is, then judge.";
            case UNASSIGNED -> "Nobody's. Whatever listens here has not asked for the number.";
            case RESERVED ->
                    standing.entries().isEmpty()
                            ? "Kept back, since the number is taken for another transport (RFC 6335"
                                    + " section 7.2)."
                            : "Kept back: not free, and no service's.";
            case DE_ASSIGNED ->
                    "Reserved since its service left it: not free, and last to be given again (RFC"
                            + " 6335 section 8.2).";
            case UNSETTLED -> "RFC 6335 has no such state; the number is treated as taken.";
            case DYNAMIC ->
                    "Never assigned: for clients and for whatever agrees on a port as it goes (RFC"
                            + " 6335 section 6).";
        };
    }

    /// The story and what hangs on it.
    void story() {
        new StoryText(dossier, length, paint, out).tell();
    }

    /// Of which dates all this is.
    void data() {
        out.println();
        out.println(paint.faint("Data: " + dossier.data().words()));
    }
}
