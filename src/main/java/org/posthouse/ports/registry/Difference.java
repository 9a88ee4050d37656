package org.posthouse.ports.registry;

import module java.base;

/// What differs between two dates: which services came to a number, went from it, or have it under
/// another text or holder.
///
/// @param rows in order of their numbers
public record Difference(Moment before, Moment after, List<Row> rows) {
    /// How a number differs.
    public enum Kind {
        CAME("+"),
        WENT("-"),
        CHANGED("~");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    /// One difference.
    ///
    /// @param before what it was; empty when it came
    /// @param after what it is; empty when it went
    public record Row(Numbers numbers, Kind kind, String before, String after) {}

    public Difference {
        rows = List.copyOf(rows);
    }

    public static Difference of(Moment before, Moment after) {
        Map<String, List<Moment.Row>> was = byKey(before);
        Map<String, List<Moment.Row>> is = byKey(after);
        var rows = new ArrayList<Row>();
        was.forEach(
                (key, all) -> {
                    Numbers numbers = all.getFirst().numbers();
                    List<Moment.Row> now = is.get(key);
                    if (now == null) rows.add(new Row(numbers, Kind.WENT, words(all), ""));
                    else if (isOther(all, now))
                        rows.add(new Row(numbers, Kind.CHANGED, words(all), words(now)));
                });
        is.forEach(
                (key, all) -> {
                    if (!was.containsKey(key))
                        rows.add(new Row(all.getFirst().numbers(), Kind.CAME, "", words(all)));
                });
        rows.sort(
                Comparator.comparingInt((Row row) -> row.numbers().low())
                        .thenComparing(row -> row.kind() == Kind.CAME));
        return new Difference(before, after, rows);
    }

    public long count(Kind kind) {
        return rows.stream().filter(row -> row.kind() == kind).count();
    }

    /// A service has more than one row where it has not the same text for every transport: `turn`
    /// is TURN over TCP and TURN over UDP.
    private static Map<String, List<Moment.Row>> byKey(Moment moment) {
        var rows = new LinkedHashMap<String, List<Moment.Row>>();
        for (Moment.Row row : moment.rows())
            rows.computeIfAbsent(row.numbers() + " " + folded(row.title()), _ -> new ArrayList<>())
                    .add(row);
        return rows;
    }

    /// Whether some row of the one is like none of the other.
    private static boolean isOther(List<Moment.Row> these, List<Moment.Row> those) {
        return !haveLikes(these, those) || !haveLikes(those, these);
    }

    private static boolean haveLikes(List<Moment.Row> these, List<Moment.Row> those) {
        return these.stream()
                .allMatch(one -> those.stream().anyMatch(other -> !isOther(one, other)));
    }

    /// Lists before RFC 776 name no holders: that a name appears is no change.
    private static boolean isOther(Moment.Row one, Moment.Row other) {
        boolean held = !one.holder().isEmpty() && !other.holder().isEmpty();
        return !folded(one.name() + one.text()).equals(folded(other.name() + other.text()))
                || held && !folded(one.holder()).equals(folded(other.holder()));
    }

    private static String words(List<Moment.Row> rows) {
        return rows.stream().map(Difference::words).distinct().collect(Collectors.joining("; "));
    }

    private static String words(Moment.Row row) {
        String text =
                row.name().isEmpty() || row.text().isEmpty()
                        ? row.title()
                        : row.name() + ", " + row.text();
        return row.holder().isEmpty() ? text : text + " (" + row.holder() + ")";
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
