package org.posthouse.ports.registry;

import module java.base;

/// Reads IANA's own file, `service-names-port-numbers.csv`: 12 columns, a row for each transport.
final class IanaCsv {
    private static final List<String> COLUMNS =
            List.of(
                    "Service Name",
                    "Port Number",
                    "Transport Protocol",
                    "Description",
                    "Assignee",
                    "Contact",
                    "Registration Date",
                    "Modification Date",
                    "Reference",
                    "Service Code",
                    "Unauthorized Use Reported",
                    "Assignment Notes");

    private IanaCsv() {}

    /// @return a row for each of the file's, in its order, not yet joined
    static List<Entry> read(String text) throws Malformed {
        List<Csv.Line> lines = Csv.read(text.startsWith("\uFEFF") ? text.substring(1) : text);
        if (lines.isEmpty() || !lines.getFirst().fields().equals(COLUMNS))
            throw new Malformed(1, "not IANA's service-names-port-numbers.csv: other columns");
        var entries = new ArrayList<Entry>();
        for (Csv.Line line : lines.subList(1, lines.size())) entries.add(entry(line));
        complete(entries, lines.getLast().number());
        dated(entries);
        return entries;
    }

    /// The file goes through all assignable numbers; one that stops before was cut between lines.
    private static void complete(List<Entry> entries, int last) throws Malformed {
        int high =
                entries.stream()
                        .flatMap(entry -> entry.numbers().stream())
                        .mapToInt(Numbers::high)
                        .max()
                        .orElse(-1);
        if (high < Span.USER.high())
            throw new Malformed(
                    last, "the file ends at port " + Math.max(high, 0) + " of 49151: was it cut?");
    }

    private static void dated(List<Entry> entries) throws Malformed {
        if (Registry.newest(entries).isEmpty())
            throw new Malformed(1, "no row of the file bears a date");
    }

    private static Entry entry(Csv.Line line) throws Malformed {
        List<String> fields = line.fields();
        if (fields.size() != COLUMNS.size())
            throw new Malformed(
                    line.number(),
                    fields.size() + " fields instead of " + COLUMNS.size() + ": was it cut?");
        return new Entry(
                fields.get(0),
                numbers(line, fields.get(1)),
                transports(line, fields.get(2)),
                fields.get(3),
                fields.get(4),
                fields.get(5),
                fields.get(6),
                fields.get(7),
                fields.get(8),
                fields.get(9),
                fields.get(10),
                fields.get(11));
    }

    private static Optional<Numbers> numbers(Csv.Line line, String text) throws Malformed {
        if (text.isEmpty()) return Optional.empty();
        try {
            if (text.matches("\\d{1,5}(-\\d{1,5})?")) return Optional.of(Numbers.parse(text));
        } catch (IllegalArgumentException _) {
            // above 65535 or backwards: said below
        }
        throw new Malformed(line.number(), "\"" + text + "\" is no port number");
    }

    private static Set<Transport> transports(Csv.Line line, String word) throws Malformed {
        if (word.isEmpty()) return Set.of();
        return Set.of(
                Transport.of(word)
                        .orElseThrow(
                                () ->
                                        new Malformed(
                                                line.number(),
                                                "\"" + word + "\" is no transport protocol")));
    }
}
