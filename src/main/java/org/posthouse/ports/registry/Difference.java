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
        Map<String, Moment.Row> was = byKey(before);
        Map<String, Moment.Row> is = byKey(after);
        var rows = new ArrayList<Row>();
        was.forEach(
                (key, row) -> {
                    Moment.Row now = is.get(key);
                    if (now == null) rows.add(new Row(row.numbers(), Kind.WENT, words(row), ""));
                    else if (isOther(row, now))
                        rows.add(new Row(row.numbers(), Kind.CHANGED, words(row), words(now)));
                });
        is.forEach(
                (key, row) -> {
                    if (!was.containsKey(key))
                        rows.add(new Row(row.numbers(), Kind.CAME, "", words(row)));
                });
        rows.sort(
                Comparator.comparingInt((Row row) -> row.numbers().low())
                        .thenComparing(row -> row.kind() == Kind.CAME));
        return new Difference(before, after, rows);
    }

    public long count(Kind kind) {
        return rows.stream().filter(row -> row.kind() == kind).count();
    }

    private static Map<String, Moment.Row> byKey(Moment moment) {
        var rows = new LinkedHashMap<String, Moment.Row>();
        for (Moment.Row row : moment.rows())
            rows.putIfAbsent(row.numbers() + " " + folded(row.title()), row);
        return rows;
    }

    /// Lists before RFC 776 name no holders: that a name appears is no change.
    private static boolean isOther(Moment.Row one, Moment.Row other) {
        boolean held = !one.holder().isEmpty() && !other.holder().isEmpty();
        return !folded(one.name() + one.text()).equals(folded(other.name() + other.text()))
                || held && !folded(one.holder()).equals(folded(other.holder()));
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
