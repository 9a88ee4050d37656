package org.posthouse.ports.registry;

import module java.base;

/// Makes the tables that travel with the program from the files in `data/ports`. [ShippedDataTest]
/// holds the two against each other, and writes the tables when it is told to.
final class DataBuilder {
    private static final Path RAW = Path.of("data/ports");
    private static final String REGISTRY = "iana-service-names-port-numbers-2026-02-13.csv.gz";

    private final Map<String, byte[]> tables = new TreeMap<>();

    /// @return the octets of each table by the name of its file
    static Map<String, byte[]> tables() throws IOException, Malformed {
        var builder = new DataBuilder();
        builder.registry();
        builder.lists();
        builder.changes();
        builder.survey();
        return builder.tables;
    }

    static String raw(String name) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(RAW.resolve(name)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static List<Entry> rawEntries() throws IOException, Malformed {
        return IanaCsv.read(raw(REGISTRY));
    }

    /// A record, read by the names of its columns.
    private record Cells(List<String> columns, List<String> fields) {
        String at(String column) {
            return fields.get(columns.indexOf(column));
        }
    }

    private static List<Cells> records(String name) throws IOException, Malformed {
        return cells(raw(name));
    }

    private static List<Cells> cells(String text) throws Malformed {
        List<Csv.Line> lines = Csv.read(text);
        List<String> columns = lines.getFirst().fields();
        return lines.stream().skip(1).map(line -> new Cells(columns, line.fields())).toList();
    }

    private void put(String name, Collection<List<String>> rows) {
        tables.put(name, Table.octets(rows));
    }

    private void numbered(String name, Collection<List<String>> rows) {
        put(name + ".tsv", rows);
        put(name + "-runs.tsv", PortTable.runKeys(rows));
    }

    private void registry() throws IOException, Malformed {
        List<Entry> entries = Registry.joined(rawEntries());
        numbered("registry", Registry.portRows(entries));
        put("names.tsv", Registry.nameRows(entries));
        List<Cells> changes = records("iana-changelog-2015-2025.csv.gz");
        put(
                "dates.tsv",
                List.of(
                        List.of("registry", Registry.newest(entries)),
                        List.of(
                                "log",
                                day(changes.stream().map(r -> r.at("utc")).sorted().findFirst()),
                                day(
                                        changes.stream()
                                                .map(r -> r.at("utc"))
                                                .max(Comparator.naturalOrder())))));
    }

    private static String day(Optional<String> instant) {
        return instant.orElseThrow().substring(0, 10);
    }

    private void lists() throws IOException, Malformed {
        List<Cells> records = records("assigned-numbers.csv.gz");
        Map<String, Cells> again = readAgain();
        put(
                "lists.tsv",
                records.stream()
                        .map(r -> List.of(r.at("rfc"), r.at("date"), r.at("namespace")))
                        .distinct()
                        .toList());
        Map<List<String>, List<String>> rows = new LinkedHashMap<>();
        Map<List<String>, String> first = new HashMap<>();
        for (Cells r : records) {
            List<String> what =
                    List.of(
                            key(r.at("low"), r.at("high")),
                            r.at("rfc"),
                            r.at("section"),
                            r.at("octal"),
                            r.at("keyword"),
                            description(r, again),
                            r.at("status"),
                            r.at("docs"),
                            holder(r, again),
                            again.getOrDefault(place(r.at("low"), r), r).at("warning"));
            // a list without transports may have a number twice, and means it (RFC 776, port 69)
            List<String> one = r.at("proto").isEmpty() ? plus(what, r.at("line")) : what;
            rows.computeIfAbsent(one, _ -> new ArrayList<>()).add(r.at("proto"));
            first.putIfAbsent(one, r.at("line"));
        }
        numbered(
                "assigned",
                rows.entrySet().stream()
                        .map(
                                row -> {
                                    List<String> k = row.getKey();
                                    return List.of(
                                            k.get(0),
                                            k.get(1),
                                            Objects.requireNonNull(first.get(k)),
                                            k.get(2),
                                            k.get(3),
                                            joined(row.getValue()),
                                            k.get(4),
                                            k.get(5),
                                            k.get(6),
                                            k.get(7),
                                            k.get(8),
                                            k.get(9));
                                })
                        .toList());
        put("then.tsv", named(records, again));
        put("keys.tsv", keys(records));
    }

    /// RFC 1700 prints a holder's name below his rows. Where the extract knew no name in what is
    /// printed it took the next one, and what is printed for words of the service; and it took a
    /// name for that of all rows above it. Those rows were read again.
    private static Map<String, Cells> readAgain() throws IOException, Malformed {
        var again = new HashMap<String, Cells>();
        for (Cells r : cells(Files.readString(RAW.resolve("rfc1700-again.csv"))))
            again.put(place(r.at("port"), r), r);
        return again;
    }

    private static String place(String port, Cells r) {
        return r.at("rfc") + " " + port + " " + r.at("keyword");
    }

    private static String description(Cells r, Map<String, Cells> again) {
        String read = again.getOrDefault(place(r.at("low"), r), r).at("description");
        return read.isEmpty() ? r.at("description") : read;
    }

    private static String holder(Cells r, Map<String, Cells> again) {
        Cells read = again.get(place(r.at("low"), r));
        if (read != null) return read.at("person_name");
        return r.at("person_name").isEmpty() ? r.at("person") : r.at("person_name");
    }

    /// The keys by which the lists name people, as `SK8`, with the name that a list gives them, and
    /// the first and the last that does.
    private static List<List<String>> keys(List<Cells> records) {
        Map<List<String>, List<String>> rfcs = new LinkedHashMap<>();
        for (Cells r : records)
            if (r.at("person").matches("\\w+") && !r.at("person_name").isEmpty()) // ---none---
            rfcs.computeIfAbsent(
                                List.of(r.at("person"), r.at("person_name")),
                                _ -> new ArrayList<>())
                        .add(r.at("rfc"));
        return rfcs.entrySet().stream()
                .map(
                        one ->
                                List.of(
                                        one.getKey().getFirst(),
                                        one.getKey().getLast(),
                                        one.getValue().getFirst(),
                                        one.getValue().getLast()))
                .toList();
    }

    private static List<String> plus(List<String> list, String one) {
        return Stream.concat(list.stream(), Stream.of(one)).toList();
    }

    private static String key(String low, String high) {
        return new Numbers(Integer.parseInt(low), Integer.parseInt(high)).key();
    }

    private static String joined(Collection<String> transports) {
        return transports.stream()
                .filter(t -> !t.isEmpty())
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
    }

    private static List<List<String>> named(List<Cells> records, Map<String, Cells> again) {
        var rows = new LinkedHashSet<List<String>>();
        for (Cells r : records) {
            if (!Set.of("assigned", "listed", "private-use").contains(r.at("status"))) continue;
            for (String name : List.of(r.at("keyword"), description(r, again)))
                if (!name.isEmpty() && !r.at("section").startsWith("general"))
                    rows.add(List.of(name.toLowerCase(Locale.ROOT), r.at("low")));
        }
        return List.copyOf(rows);
    }

    private void changes() throws IOException, Malformed {
        Map<List<String>, Set<String>> rows = new LinkedHashMap<>();
        for (Cells r : records("iana-changelog-2015-2025.csv.gz"))
            rows.computeIfAbsent(
                            List.of(
                                    changed(r),
                                    r.at("utc"),
                                    r.at("commit"),
                                    r.at("event"),
                                    r.at("name"),
                                    plain(r.at("description")),
                                    people(r.at("people")),
                                    r.at("reference"),
                                    plain(r.at("note")),
                                    r.at("was_name"),
                                    plain(r.at("was_description")),
                                    people(r.at("was_people")),
                                    r.at("was_reference"),
                                    plain(r.at("was_note"))),
                            _ -> new TreeSet<>())
                    .add(r.at("proto"));
        Map<Boolean, List<List<String>>> split =
                rows.entrySet().stream()
                        .map(
                                row -> {
                                    var fields = new ArrayList<>(row.getKey());
                                    fields.add(3, joined(row.getValue()));
                                    return (List<String>) fields;
                                })
                        .collect(
                                Collectors.partitioningBy(
                                        fields -> fields.getFirst().matches("[\\d-]+")));
        numbered("changes", Objects.requireNonNull(split.get(true)));
        put("changes-names.tsv", Objects.requireNonNull(split.get(false)));
    }

    private static String changed(Cells r) {
        String port = r.at("port");
        if (!port.isEmpty()) return Numbers.parse(port).key();
        return (r.at("name").isEmpty() ? r.at("was_name") : r.at("name")).toLowerCase(Locale.ROOT);
    }

    /// The log was taken from XML and has some of its marks.
    private static String plain(String marked) {
        return marked.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
    }

    private static String people(String keys) {
        return Stream.of(keys.split(" "))
                .map(key -> key.replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    private void survey() throws IOException, Malformed {
        put(
                "survey.tsv",
                records("sockets-surveyed.csv.gz").stream()
                        .map(
                                r ->
                                        List.of(
                                                key(r.at("socket"), r.at("socket")),
                                                r.at("rfc"),
                                                r.at("host"),
                                                r.at("name"),
                                                r.at("service"),
                                                r.at("line")))
                        .toList());
    }
}
