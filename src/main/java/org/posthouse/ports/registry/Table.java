package org.posthouse.ports.registry;

import module java.base;

/// Lines of fields, in the order of their first, the key; several lines may have one. It is kept as
/// the octets that were read, and only the lines that are asked for are taken apart: a command that
/// tells of one port must not pay for 15,000.
///
/// A field is separated by a tab; `\t`, `\n` and `\\` stand for those within it. Order is that of
/// the octets.
final class Table {
    private final byte[] octets;

    private Table(byte[] octets) {
        this.octets = octets;
    }

    /// One line.
    record Row(List<String> fields) {
        String at(int index) {
            return fields.get(index);
        }

        int size() {
            return fields.size();
        }

        int number(int index) {
            return Integer.parseInt(at(index));
        }
    }

    /// One of those that travel with the program.
    static Table shipped(String name) {
        try (InputStream in = Table.class.getResourceAsStream(name)) {
            return new Table(Objects.requireNonNull(in, name).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Table of(Collection<List<String>> rows) {
        return new Table(octets(rows));
    }

    /// What a resource holds: the rows in order, those of one key as they were given.
    static byte[] octets(Collection<List<String>> rows) {
        return rows.stream()
                .sorted(Comparator.comparing(List::getFirst, Table::compare))
                .map(row -> row.stream().map(Table::escaped).collect(Collectors.joining("\t")))
                .map(line -> line + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    List<Row> all() {
        var rows = new ArrayList<Row>();
        for (int at = 0; at < octets.length; at = end(at) + 1) rows.add(row(at));
        return rows;
    }

    /// The rows of this key.
    List<Row> of(String key) {
        byte[] wanted = key.getBytes(StandardCharsets.UTF_8);
        var rows = new ArrayList<Row>();
        for (int at = first(wanted); at < octets.length; at = end(at) + 1) {
            if (compare(at, wanted) != 0) break;
            rows.add(row(at));
        }
        return rows;
    }

    /// The start of the first line whose key is not below the wanted one.
    private int first(byte... wanted) {
        int low = 0;
        int high = octets.length;
        while (low < high) {
            int at = start((low + high) >>> 1);
            if (compare(at, wanted) < 0) low = end(at) + 1;
            else high = at;
        }
        return low;
    }

    private int start(int within) {
        int at = within;
        while (at > 0 && octets[at - 1] != '\n') at--;
        return at;
    }

    private int end(int within) {
        int at = within;
        while (octets[at] != '\n') at++;
        return at;
    }

    private int compare(int start, byte... wanted) {
        int end = start;
        while (octets[end] != '\t' && octets[end] != '\n') end++;
        return Arrays.compareUnsigned(octets, start, end, wanted, 0, wanted.length);
    }

    private Row row(int start) {
        int end = end(start);
        String line = new String(octets, start, end - start, StandardCharsets.UTF_8);
        var fields = new ArrayList<String>();
        int from = 0;
        for (int tab = line.indexOf('\t'); tab >= 0; tab = line.indexOf('\t', from)) {
            fields.add(plain(line.substring(from, tab)));
            from = tab + 1;
        }
        fields.add(plain(line.substring(from)));
        return new Row(fields);
    }

    private static String escaped(String field) {
        return field.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    private static String plain(String escaped) {
        if (escaped.indexOf('\\') < 0) return escaped;
        var plain = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char next = escaped.charAt(++i);
            plain.append(next == 'n' ? '\n' : next == 't' ? '\t' : next);
        }
        return plain.toString();
    }
}
