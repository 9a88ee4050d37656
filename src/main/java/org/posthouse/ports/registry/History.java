package org.posthouse.ports.registry;

import module java.base;

/// The record of all numbers from 1972 on, as it travels with the program: the lists in print to
/// 1994, the log of changes from 2015, and what is told besides. Between them it has nothing and
/// says so.
public final class History {
    private static final PortTable LISTS = PortTable.shipped("assigned.tsv", "assigned-runs.tsv");

    private History() {}

    private static final class Log {
        static final PortTable NUMBERED = PortTable.shipped("changes.tsv", "changes-runs.tsv");
        static final Table BARE = Table.shipped("changes-names.tsv");
    }

    private static final class Names {
        static final Table TABLE = Table.shipped("then.tsv");
    }

    /// Every row of every list that covers the number, oldest first.
    public static List<Listing> listings(int port) {
        return inOrder(LISTS.of(port).stream().map(Listing::of));
    }

    /// Every row of every list, oldest first.
    public static List<Listing> listings() {
        return inOrder(LISTS.all().stream().map(Listing::of));
    }

    private static List<Listing> inOrder(Stream<Listing> rows) {
        return rows.sorted().toList();
    }

    /// Every change of rows that cover the number, oldest first.
    public static List<Change> changes(int port) {
        return Log.NUMBERED.of(port).stream()
                .map(Change::of)
                .sorted(Comparator.comparing(Change::at))
                .toList();
    }

    /// Every change to services without a number, oldest first.
    public static List<Change> changes(String name) {
        return Log.BARE.of(name.toLowerCase(Locale.ROOT)).stream()
                .map(Change::of)
                .sorted(Comparator.comparing(Change::at))
                .toList();
    }

    /// Every change, oldest first.
    public static List<Change> changes() {
        return Stream.concat(Log.NUMBERED.all().stream(), Log.BARE.all().stream())
                .map(Change::of)
                .sorted(Comparator.comparing(Change::at))
                .toList();
    }

    public static List<Lineage> lineage(int port) {
        return Lineage.of(port);
    }

    public static List<Remark> remarks(int port) {
        return Remark.of(port);
    }

    public static List<Survey> survey(int socket) {
        return Survey.of(socket);
    }

    /// The numbers that a list gave to something of this name or text, in any case.
    public static List<Integer> named(String name) {
        return Names.TABLE.of(name.toLowerCase(Locale.ROOT)).stream()
                .map(row -> row.number(1))
                .toList();
    }

    /// Every name and text of the lists, in lower case.
    public static Set<String> names() {
        return Names.TABLE.all().stream().map(row -> row.at(0)).collect(Collectors.toSet());
    }
}
