package org.posthouse.ports.registry;

import module java.base;

/// The registry of service names and port numbers as of one day: the one that travels with the
/// program, or a newer one that its user fetched. It answers in the terms of RFC 6335.
public final class Registry {
    private final PortTable ports;
    private final Table names;
    private final String date;

    private Registry(PortTable ports, Table names, String date) {
        this.ports = ports;
        this.names = names;
        this.date = date;
    }

    private static final class Shipped {
        static final Registry IT =
                new Registry(
                        PortTable.shipped("registry.tsv", "registry-runs.tsv"),
                        Table.shipped("names.tsv"),
                        Table.shipped("dates.tsv").of("registry").getFirst().at(1));
    }

    public static Registry shipped() {
        return Shipped.IT;
    }

    /// Reads IANA's CSV file.
    ///
    /// @throws Malformed with the line, when it is anything else, or cut
    public static Registry read(Path file) throws IOException, Malformed {
        List<Entry> rows =
                IanaCsv.read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        return of(joined(rows));
    }

    static Registry of(List<Entry> entries) {
        return new Registry(
                PortTable.of(portRows(entries)), Table.of(nameRows(entries)), newest(entries));
    }

    /// The newest date that any row bears.
    static String newest(List<Entry> entries) {
        return entries.stream()
                .flatMap(entry -> Stream.of(entry.registered(), entry.modified()))
                .filter(Dates::isDay)
                .max(Comparator.naturalOrder())
                .orElse("");
    }

    /// One entry for all rows that differ by their transport only.
    static List<Entry> joined(List<Entry> rows) {
        Map<Entry, Set<Transport>> all = new LinkedHashMap<>();
        for (Entry row : rows)
            all.computeIfAbsent(
                            // a row without transport speaks of all: it stays for itself
                            row.transports().isEmpty() ? row : row.with(Set.of(Transport.DCCP)),
                            _ -> EnumSet.noneOf(Transport.class))
                    .addAll(row.transports());
        return all.entrySet().stream().map(one -> one.getKey().with(one.getValue())).toList();
    }

    /// The rows of the table by number; services without one are under their name in the other.
    static List<List<String>> portRows(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.numbers().isPresent())
                .map(Entry::fields)
                .toList();
    }

    /// For each name the keys under which its entries stand; and the entries without number.
    static List<List<String>> nameRows(List<Entry> entries) {
        var rows = new LinkedHashSet<List<String>>();
        for (Entry entry : entries) {
            String name = entry.name().toLowerCase(Locale.ROOT);
            if (entry.numbers().isEmpty()) rows.add(entry.fields());
            else if (entry.isNamed()) rows.add(List.of(name, entry.numbers().get().key()));
        }
        return List.copyOf(rows);
    }

    /// The newest date in it: the day whose registry it is, as far as a file can tell.
    public String date() {
        return date;
    }

    /// All entries on the number, of whatever transport. Where it has some of its own, that of a
    /// run around it (7748-7776 is unassigned, but for 7775) says nothing of it.
    public List<Entry> at(int port) {
        return ports.nearest(port).stream().map(Entry::of).toList();
    }

    public Standing standing(int port, Transport transport) {
        return Standing.of(port, transport, at(port));
    }

    /// All entries of this name, in any case, those without a number last.
    public List<Entry> named(String name) {
        var found = new ArrayList<Entry>();
        var bare = new ArrayList<Entry>();
        for (Table.Row row : names.of(name.toLowerCase(Locale.ROOT))) {
            if (row.size() > 2) bare.add(Entry.of(row));
            else
                ports.of(Numbers.parse(row.at(1))).stream()
                        .map(Entry::of)
                        .filter(entry -> entry.name().equalsIgnoreCase(name))
                        .forEach(found::add);
        }
        found.addAll(bare);
        return found;
    }

    /// Every name, in lower case.
    public Set<String> names() {
        return names.all().stream()
                .map(row -> row.at(0))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Every entry: by number, runs among them, then by name.
    public List<Entry> all() {
        Stream<Table.Row> bare = names.all().stream().filter(row -> row.size() > 2);
        return Stream.concat(ports.all().stream(), bare).map(Entry::of).toList();
    }
}
