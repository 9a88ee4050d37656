package org.posthouse.ports.registry;

import module java.base;

/// The whole table as of a date: what the list then in force had, or what the log of changes lets
/// one work out. Where there is no record it says which neighbours were taken.
///
/// @param rows those by which somebody has a number, or had it and gave it up; in order of numbers
/// @param sources what it was made of, a sentence each
public record Moment(String date, List<Row> rows, List<String> sources) {
    private static final String NOT_TOLD = "not told: ";

    /// One row of it.
    ///
    /// @param name empty where the row has but a text
    public record Row(
            Numbers numbers, Set<Transport> transports, String name, String text, String holder) {
        public Row {
            transports = Set.copyOf(transports);
        }

        /// Whether it is known what it was; else the text says why not.
        public boolean isTold() {
            return !text.startsWith(NOT_TOLD);
        }

        /// What it is called.
        public String title() {
            return name.isEmpty() ? text : name;
        }
    }

    public Moment {
        rows =
                rows.stream()
                        .sorted(
                                Comparator.comparingInt((Row row) -> row.numbers().low())
                                        .thenComparing(Row::title))
                        .toList();
        sources = List.copyOf(sources);
    }

    /// @param date ISO: a year, a month or a day; of a year or a month its end is meant
    /// @return empty when it is before the first list
    public static Optional<Moment> of(String date, Registry registry) {
        if (Dates.reaches(date, Dates.logBegins())) return Optional.of(logged(date, registry));
        Optional<AssignedNumbers> list = AssignedNumbers.at(date);
        boolean after = date.compareTo(Dates.LAST_LIST + "~") > 0;
        return list.map(found -> after ? between(date, registry) : listed(date, found));
    }

    private static Moment listed(String date, AssignedNumbers list) {
        return new Moment(
                date,
                rows(list),
                List.of(
                        list
                                + " of "
                                + list.date()
                                + " was the list in force. Its numbers are of "
                                + list.namespace().words()
                                + "."));
    }

    private static List<Row> rows(AssignedNumbers list) {
        List<Listing> all =
                History.listings().stream().filter(row -> row.list().equals(list)).toList();
        boolean single = all.stream().anyMatch(row -> row.section() == Listing.Section.NUMBERS);
        return all.stream()
                .filter(row -> !single || row.section() == Listing.Section.NUMBERS)
                .filter(Listing::isHeld)
                .map(
                        row ->
                                new Row(
                                        row.numbers(),
                                        row.transports(),
                                        row.keyword(),
                                        row.description(),
                                        row.person()))
                .toList();
    }

    /// Of these years nothing is kept but the dates that some rows of today bear.
    private static Moment between(String date, Registry registry) {
        var rows = new ArrayList<>(rows(AssignedNumbers.all().getLast()));
        registry.all().stream()
                .filter(entry -> !entry.registered().isEmpty() && entry.isNamed())
                .filter(entry -> Dates.reaches(date, entry.registered()))
                .flatMap(entry -> row(entry).stream())
                .forEach(rows::add);
        return new Moment(
                date,
                rows,
                List.of(
                        "Between RFC 1700 (1994-10) and the log (from "
                                + Dates.logBegins()
                                + ") there is no record. This is RFC 1700, and the rows of today"
                                + " that say they were registered by then; what came without a date"
                                + " or went is not in it."));
    }

    private static Optional<Row> row(Entry entry) {
        State state = entry.state();
        if (!state.isAssigned() && state != State.DE_ASSIGNED) return Optional.empty();
        return entry.numbers()
                .map(
                        numbers ->
                                new Row(
                                        numbers,
                                        entry.transports(),
                                        entry.name(),
                                        entry.description().lines().findFirst().orElse(""),
                                        entry.holder()));
    }

    /// The registry at hand, with all changes undone that came after the date.
    private static Moment logged(String date, Registry registry) {
        var rows = new LinkedHashMap<String, Row>();
        var since = 0;
        for (Entry entry : registry.all()) {
            boolean there = entry.registered().isEmpty() || Dates.reaches(date, entry.registered());
            if (!there) continue;
            boolean changed = hasChangedUnseen(entry, date);
            if (changed) since++;
            Optional<Row> row = row(entry);
            row.map(one -> changed && !entry.isNamed() ? untold(one, entry) : one)
                    .ifPresent(one -> put(rows, one));
        }
        for (Change change : History.changes().reversed())
            if (!Dates.reaches(date, change.day())) undo(rows, change);
        return new Moment(date, joined(rows.values()), madeOf(date, registry, since));
    }

    /// Whether the row is another since, and no log says what it was before.
    private static boolean hasChangedUnseen(Entry entry, String date) {
        return entry.modified().compareTo(Dates.logEnds()) > 0
                && !Dates.reaches(date, entry.modified());
    }

    private static Row untold(Row row, Entry entry) {
        return new Row(
                row.numbers(),
                row.transports(),
                "",
                NOT_TOLD + "%s since %s".formatted(row.text(), entry.modified()),
                "");
    }

    private static List<String> madeOf(String date, Registry registry, int since) {
        var sources = new ArrayList<String>();
        boolean late = date.compareTo(Dates.logEnds()) > 0;
        sources.add(
                late
                        ? "The registry of "
                                + registry.date()
                                + "; after the log's end ("
                                + Dates.logEnds()
                                + ") by the dates of its rows."
                        : "The registry of "
                                + registry.date()
                                + ", with the changes undone that the log has after "
                                + date
                                + "; those after its end ("
                                + Dates.logEnds()
                                + ") by the dates of the rows.");
        if (since > 0)
            sources.add(
                    since
                            + " rows have changed after "
                            + date
                            + " where no log saw it: those with a name stand here as they are now,"
                            + " of the others it is not told what they were.");
        if (date.compareTo(registry.date() + "~") > 0)
            sources.add(
                    "Nothing is known here of what came after "
                            + registry.date()
                            + "; this is it.");
        return sources;
    }

    private static void put(Map<String, Row> rows, Row row) {
        if (row.transports().isEmpty()) rows.put(key(row.numbers(), "", row.title()), row);
        for (Transport one : row.transports())
            rows.put(
                    key(row.numbers(), one.word(), row.title()),
                    new Row(row.numbers(), Set.of(one), row.name(), row.text(), row.holder()));
    }

    private static String key(Numbers numbers, String transport, String title) {
        return numbers + "/" + transport + " " + title.toLowerCase(Locale.ROOT);
    }

    private static void undo(Map<String, Row> rows, Change change) {
        if (change.numbers().isEmpty()) return;
        Numbers numbers = change.numbers().get();
        Set<String> transports =
                change.transports().isEmpty()
                        ? Set.of("")
                        : change.transports().stream()
                                .map(Transport::word)
                                .collect(Collectors.toSet());
        for (String one : transports) rows.remove(key(numbers, one, change.now().title()));
        Change.Side before = change.before();
        if (before.title().isEmpty() || before.description().startsWith("Unassigned")) return;
        if (before.name().isEmpty() && before.description().startsWith("Reserved")) return;
        put(
                rows,
                new Row(
                        numbers,
                        change.transports(),
                        before.name(),
                        before.description(),
                        before.people().split(", ", 2)[0]));
    }

    private static List<Row> joined(Collection<Row> rows) {
        Map<List<Object>, Set<Transport>> all = new LinkedHashMap<>();
        for (Row row : rows)
            all.computeIfAbsent(
                            List.of(row.numbers(), row.name(), row.text(), row.holder()),
                            _ -> EnumSet.noneOf(Transport.class))
                    .addAll(row.transports());
        return all.entrySet().stream()
                .map(
                        one ->
                                new Row(
                                        (Numbers) one.getKey().get(0),
                                        one.getValue(),
                                        (String) one.getKey().get(1),
                                        (String) one.getKey().get(2),
                                        (String) one.getKey().get(3)))
                .toList();
    }
}
