package org.posthouse.ports;

import module java.base;

import org.posthouse.ports.registry.Change;
import org.posthouse.ports.registry.Chapter;
import org.posthouse.ports.registry.Entry;
import org.posthouse.ports.registry.Listing;
import org.posthouse.ports.registry.Transport;

/// The words for a [Chapter] of a port's story.
public final class Chapters {
    private static final Set<Transport> USUAL = Set.of(Transport.TCP, Transport.UDP);

    private Chapters() {}

    /// From when to when, as far as the sources know: a date, or two.
    public static String when(Chapter chapter) {
        return chapter.from().equals(chapter.to())
                ? chapter.from()
                : chapter.from() + ".." + chapter.to();
    }

    public static String what(Chapter chapter) {
        return switch (chapter) {
            case Chapter.Listed listed -> listed(listed.first());
            case Chapter.Turn turn -> "(numbers of " + turn.list().namespace().words() + ")";
            case Chapter.Gap gap ->
                    switch (gap.outcome()) {
                        case SAME -> "no record; the same at both ends";
                        case CHANGED -> "no record; it changed in between";
                        case CAME -> "no record; it came in between";
                        case UNTOLD -> "no record of what it was before";
                    };
            case Chapter.Seen seen -> "seen: " + seen.remark().text();
            case Chapter.Found found ->
                    of(found.transports()) + side(found.side()) + person(found.side().people());
            case Chapter.Changed changed -> changed(changed.change());
            case Chapter.Today today -> today(today.entry());
        };
    }

    private static String listed(Listing row) {
        String unix = row.section() == Listing.Section.UNIX ? "in use on UNIX: " : "";
        String title = row.title().isEmpty() ? "(no text)" : row.title();
        return of(row.transports()) + unix + title + person(row.isHeld() ? row.person() : "");
    }

    private static String today(Entry entry) {
        String text =
                entry.isNamed() && !entry.description().isEmpty()
                        ? entry.name() + ", " + entry.description().lines().findFirst().orElse("")
                        : entry.title();
        return of(entry.transports()) + text + person(entry.holder());
    }

    private static String changed(Change change) {
        String title = side(change.now());
        String before = side(change.before());
        return of(change.transports())
                + switch (change.event()) {
                    case ADDED -> "added: " + title + person(change.now().people());
                    case REMOVED -> "row taken out: " + before;
                    case ASSIGNED -> "assigned: " + title + person(change.now().people());
                    case DE_ASSIGNED -> "de-assigned: " + before;
                    case CHANGED -> difference(change.before(), change.now());
                };
    }

    /// What of the row changed.
    private static String difference(Change.Side before, Change.Side now) {
        var parts = new ArrayList<String>();
        add(parts, "name", before.name(), now.name());
        add(parts, "text", before.description(), now.description());
        add(parts, "holder", before.people(), now.people());
        add(parts, "reference", before.reference(), now.reference());
        add(parts, "note", before.note(), now.note());
        String what = parts.isEmpty() ? "dates of the row changed" : String.join("; ", parts);
        return now.name().isEmpty() ? what : now.name() + ": " + what;
    }

    private static void add(List<String> parts, String what, String before, String now) {
        if (before.equals(now)) return;
        if (before.isEmpty()) parts.add(what + " is now " + now);
        else parts.add(now.isEmpty() ? what + " taken away" : what + " " + before + " -> " + now);
    }

    private static String side(Change.Side side) {
        return side.name().isEmpty() || side.description().isEmpty()
                ? side.title()
                : side.name() + ", " + side.description();
    }

    private static String person(String person) {
        return person.isEmpty() ? "" : " (" + person + ")";
    }

    /// `tcp,udp`, in order; empty for none.
    public static String words(Set<Transport> transports) {
        return transports.stream().sorted().map(Transport::word).collect(Collectors.joining(","));
    }

    /// Nothing where it is said of TCP and UDP, as most is.
    private static String of(Set<Transport> transports) {
        return transports.isEmpty() || transports.equals(USUAL) ? "" : words(transports) + ": ";
    }
}
