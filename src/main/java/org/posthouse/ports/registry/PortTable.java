package org.posthouse.ports.registry;

import module java.base;

/// A [Table] whose keys are port numbers, `00057` or a run of them, `00256-00343`. A run is found
/// by every number it covers, since the runs are few and known by themselves.
final class PortTable {
    private final Table table;
    private final List<Numbers> runs;

    private PortTable(Table table, List<Numbers> runs) {
        this.table = table;
        this.runs = runs;
    }

    /// @param runs the keys of all runs, a line each
    static PortTable shipped(String table, String runs) {
        return new PortTable(Table.shipped(table), runs(Table.shipped(runs).all()));
    }

    static PortTable of(Collection<List<String>> rows) {
        return new PortTable(Table.of(rows), runs(Table.of(runKeys(rows)).all()));
    }

    /// The rows of a table that says which keys of this one are runs.
    static Collection<List<String>> runKeys(Collection<List<String>> rows) {
        return rows.stream()
                .map(List::getFirst)
                .filter(key -> key.indexOf('-') > 0)
                .distinct()
                .map(List::of)
                .toList();
    }

    private static List<Numbers> runs(List<Table.Row> rows) {
        return rows.stream().map(row -> Numbers.parse(row.at(0))).toList();
    }

    /// The rows of the number alone or, where it has none, those of a run it is in.
    List<Table.Row> nearest(int port) {
        List<Table.Row> own = of(Numbers.of(port));
        return own.isEmpty() ? of(port) : own;
    }

    /// All rows that cover this port, runs last.
    List<Table.Row> of(int port) {
        List<Table.Row> rows = new ArrayList<>(of(Numbers.of(port)));
        for (Numbers run : runs) if (run.covers(port)) rows.addAll(table.of(run.key()));
        return rows;
    }

    /// The rows of exactly this key.
    List<Table.Row> of(Numbers numbers) {
        return table.of(numbers.key());
    }

    List<Table.Row> all() {
        return table.all();
    }
}
