package org.posthouse.ports.registry;

import module java.base;

import org.posthouse.ports.registry.AssignedNumbers.Namespace;
import org.posthouse.ports.registry.Chapter.Gap.Outcome;

/// A port's history in order: the lists in print, what was seen between them and the log, the
/// changes in the log, and what the registry says at its date. What differs in nothing but the list
/// it stands in is told once.
public final class Story {
    private final int port;
    private final Predicate<Set<Transport>> wanted;
    private final Registry registry;
    private final List<Chapter> chapters = new ArrayList<>();

    private Story(int port, Predicate<Set<Transport>> wanted, Registry registry) {
        this.port = port;
        this.wanted = wanted;
        this.registry = registry;
    }

    /// @param transport whose story; empty for that of all
    public static List<Chapter> of(int port, Optional<Transport> transport, Registry registry) {
        Predicate<Set<Transport>> wanted =
                transports ->
                        transport.isEmpty()
                                || transports.isEmpty()
                                || transports.contains(transport.get());
        boolean listed =
                transport.isEmpty()
                        || transport.get() == Transport.TCP
                        || transport.get() == Transport.UDP;
        var story = new Story(port, wanted, registry);
        story.lists(listed ? History.listings(port) : List.of());
        story.seen();
        story.log();
        story.chapters.sort(Comparator.comparing(Chapter::from));
        story.today();
        story.turns();
        story.gap();
        story.gapAfterSeen();
        return List.copyOf(story.chapters);
    }

    private void lists(List<Listing> rows) {
        var runs = new ArrayList<List<Listing>>();
        Map<String, List<Listing>> open = new LinkedHashMap<>();
        Map<String, List<Listing>> now = new LinkedHashMap<>();
        var list = 0;
        for (Listing row : rows) {
            if (row.section() == Listing.Section.CLASSES || !wanted.test(row.transports()))
                continue;
            if (row.list().rfc() != list) {
                open = now;
                now = new LinkedHashMap<>();
                list = row.list().rfc();
            }
            List<Listing> run = open.get(key(row));
            if (run == null) {
                run = new ArrayList<>();
                runs.add(run);
            }
            if (now.putIfAbsent(key(row), run) == null || run.isEmpty()) run.add(row);
        }
        for (List<Listing> run : runs) if (!run.isEmpty()) chapters.add(new Chapter.Listed(run));
    }

    private static String key(Listing row) {
        String text = row.description().isEmpty() ? row.keyword() : row.description();
        return folded(text) + "|" + folded(row.keyword()) + "|" + holder(row) + row.section();
    }

    /// Who has what nobody has is only the list's editor.
    private static String holder(Listing row) {
        return row.isHeld() ? row.person() : "";
    }

    /// Letters and digits, so that `NI-FTP` and `NI FTP` are one.
    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private void seen() {
        for (Remark remark : History.remarks(port))
            if (remark.kind() == Remark.Kind.SIGHTING) chapters.add(new Chapter.Seen(remark));
    }

    private void log() {
        var met = new HashSet<String>();
        for (Change change : History.changes(port)) {
            if (!wanted.test(change.transports())) continue;
            boolean was = !change.before().title().isEmpty();
            boolean first = met.add(change.transports() + change.before().name());
            if (was && first && !cameLater(change))
                chapters.add(new Chapter.Found(change.before(), change.transports()));
            chapters.add(new Chapter.Changed(change));
            met.add(change.transports() + change.now().name());
        }
    }

    /// Whether an earlier change had made what this one ends.
    private boolean cameLater(Change change) {
        return chapters.stream()
                .anyMatch(
                        chapter ->
                                chapter instanceof Chapter.Changed(Change earlier)
                                        && !Collections.disjoint(
                                                earlier.transports(), change.transports())
                                        && earlier.now().title().equals(change.before().title()));
    }

    private void today() {
        Map<List<String>, Entry> told = new LinkedHashMap<>();
        for (Entry entry : registry.at(port))
            if (wanted.test(entry.transports()))
                told.merge(
                        List.of(entry.name(), entry.description(), entry.assignee()),
                        entry,
                        Story::both);
        for (Entry entry : told.values())
            chapters.add(new Chapter.Today(entry, since(entry), registry.date()));
    }

    /// The rows differ in notes only.
    private static Entry both(Entry one, Entry other) {
        var transports = EnumSet.noneOf(Transport.class);
        transports.addAll(one.transports());
        transports.addAll(other.transports());
        return one.with(transports);
    }

    /// The day from which it has this name, text and holder, as far as anybody wrote it down.
    private String since(Entry entry) {
        for (Chapter chapter : chapters.reversed())
            if (chapter instanceof Chapter.Changed changed
                    && !changed.isFormal()
                    && isOf(changed.change(), entry))
                return came(changed.change(), entry) ? entry.registered() : changed.from();
        if (!entry.registered().isEmpty()) return entry.registered();
        boolean logged =
                chapters.stream()
                        .anyMatch(c -> c instanceof Chapter.Changed(Change ch) && isOf(ch, entry));
        if (!logged && entry.modified().compareTo(Dates.logBegins()) > 0) return entry.modified();
        return Dates.logBegins();
    }

    /// Whether the row itself says when this was, a little before the log saw it.
    private static boolean came(Change change, Entry entry) {
        boolean is =
                switch (change.event()) {
                    case ADDED, ASSIGNED -> true;
                    case CHANGED, REMOVED, DE_ASSIGNED -> false;
                };
        return is && !entry.registered().isEmpty();
    }

    private static boolean isOf(Change change, Entry entry) {
        boolean shares =
                change.transports().isEmpty()
                        || entry.transports().isEmpty()
                        || !Collections.disjoint(change.transports(), entry.transports());
        return shares && change.now().title().equals(entry.title());
    }

    /// Where the numbers became numbers of something else, if the story is older than that.
    private void turns() {
        Optional<Chapter.Listed> oldest =
                chapters.stream()
                        .filter(Chapter.Listed.class::isInstance)
                        .map(Chapter.Listed.class::cast)
                        .findFirst();
        if (oldest.isEmpty()) return;
        AssignedNumbers list = oldest.get().first().list();
        if (list.namespace() == Namespace.PORT) return; // as one would think
        chapters.addFirst(new Chapter.Turn(list));
        Namespace last = list.namespace();
        for (AssignedNumbers later : AssignedNumbers.all()) {
            if (later.compareTo(list) > 0 && later.namespace() != last) {
                insert(new Chapter.Turn(later));
                last = later.namespace();
            }
        }
    }

    private void insert(Chapter.Turn turn) {
        int at = 1;
        while (at < chapters.size() && chapters.get(at).from().compareTo(turn.from()) < 0) at++;
        if (at < chapters.size()) chapters.add(at, turn);
    }

    /// Between the last list and what is known next.
    private void gap() {
        int next = 0;
        while (next < chapters.size() && chapters.get(next).from().compareTo(Dates.LAST_LIST) <= 0)
            next++;
        if (next == chapters.size()) return;
        Chapter after = chapters.get(next);
        List<Chapter.Listed> before =
                chapters.stream()
                        .filter(Chapter.Listed.class::isInstance)
                        .map(Chapter.Listed.class::cast)
                        .filter(listed -> listed.to().equals(Dates.LAST_LIST))
                        .toList();
        boolean came = isNew(after);
        String end = came ? Dates.logBegins() : after.from();
        boolean dated =
                after instanceof Chapter.Today(Entry entry, _, _) && !entry.registered().isEmpty();
        if (before.isEmpty() && dated) return; // it came when its own row says
        boolean late = end.compareTo(Dates.logEnds()) > 0; // the log saw no change: it was there
        Outcome outcome =
                before.isEmpty()
                        ? came || isFree(after)
                                ? Outcome.SAME
                                : late ? Outcome.UNTOLD : Outcome.CAME
                        : before.stream().anyMatch(row -> came ? isFree(row) : isSame(row, end))
                                ? Outcome.SAME
                                : Outcome.CHANGED;
        chapters.add(next, new Chapter.Gap(Dates.LAST_LIST, end, outcome));
    }

    /// Whether the log saw it come, so that it was not there when the log began.
    private static boolean isNew(Chapter after) {
        return after instanceof Chapter.Changed(Change change)
                && change.event() == Change.Event.ADDED;
    }

    private static boolean isFree(Chapter.Listed listed) {
        return listed.last().status() == Listing.Status.UNASSIGNED;
    }

    /// Nobody's today, as what no list had was.
    private static boolean isFree(Chapter after) {
        return after instanceof Chapter.Today(Entry entry, _, _)
                && entry.state() == State.UNASSIGNED;
    }

    /// Between what was seen in a single copy and what is known next.
    private void gapAfterSeen() {
        for (int i = 0; i + 1 < chapters.size(); i++) {
            if (!(chapters.get(i) instanceof Chapter.Seen(Remark remark))) continue;
            Chapter next = chapters.get(i + 1);
            if (next instanceof Chapter.Seen) continue;
            boolean same = folded(title(next)).equals(folded(remark.text()));
            Outcome outcome = same ? Outcome.SAME : Outcome.CHANGED;
            chapters.add(i + 1, new Chapter.Gap(remark.date(), next.from(), outcome));
        }
    }

    /// Whether something that begins then has the row's name.
    private boolean isSame(Chapter.Listed listed, String then) {
        Listing row = listed.last();
        return chapters.stream()
                .filter(chapter -> chapter.from().equals(then))
                .map(Story::title)
                .map(Story::folded)
                .anyMatch(
                        title ->
                                title.equals(folded(row.keyword()))
                                        || title.equals(folded(row.description())));
    }

    /// What a chapter calls the port at its beginning.
    private static String title(Chapter chapter) {
        return switch (chapter) {
            case Chapter.Seen(Remark remark) -> remark.text();
            case Chapter.Found(Change.Side side, _) -> side.title();
            case Chapter.Today(Entry entry, _, _) -> entry.title();
            case Chapter.Changed(Change change) -> change.before().title();
            case Chapter.Listed _, Chapter.Turn _, Chapter.Gap _ -> "";
        };
    }
}
