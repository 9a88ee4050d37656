package org.posthouse.ports.registry;

import module java.base;

/// One entry of the registry as its keeper wrote it, with the columns of IANA's file. The rows for
/// two transports that say the same are one entry. A text that the row lacks is empty.
///
/// @param name the name of the service; empty where numbers are marked and no service is named
/// @param numbers empty for a service that is registered without a port (RFC 6335 section 8.1.1)
/// @param transports empty where the row names none, and so speaks of all
public record Entry(
        String name,
        Optional<Numbers> numbers,
        Set<Transport> transports,
        String description,
        String assignee,
        String contact,
        String registered,
        String modified,
        String reference,
        String serviceCode,
        String unauthorized,
        String notes) {
    private static final int FIELDS = 12;
    private static final String SAME = "=";

    public Entry {
        transports =
                Collections.unmodifiableSet(transports.isEmpty() ? none() : sorted(transports));
    }

    private static EnumSet<Transport> none() {
        return EnumSet.noneOf(Transport.class);
    }

    private static EnumSet<Transport> sorted(Set<Transport> transports) {
        return EnumSet.copyOf(transports);
    }

    /// Whether it says anything about this transport.
    public boolean speaksOf(Transport transport) {
        return transports.isEmpty() || transports.contains(transport);
    }

    public boolean isNamed() {
        return !name.isEmpty();
    }

    /// What it is called: its name, or its text where it has none.
    public String title() {
        return isNamed() ? name : description;
    }

    /// Who holds it, as IANA writes keys of people (`[Steve_Kille]`), in plain words.
    public String holder() {
        return plain(assignee);
    }

    static String plain(String keys) {
        return unnumbered(keys.replace("][", ", ").replaceAll("[\\[\\]]", "").replace('_', ' '));
    }

    /// IANA numbers its records of people of one name (`[Mark_Crispin_2]`); it is no part of it.
    static String unnumbered(String people) {
        return people.replaceAll(" \\d(?=,|$)", "");
    }

    public State state() {
        return State.of(this);
    }

    /// The same for these transports.
    Entry with(Set<Transport> others) {
        return new Entry(
                name,
                numbers,
                others,
                description,
                assignee,
                contact,
                registered,
                modified,
                reference,
                serviceCode,
                unauthorized,
                notes);
    }

    /// As fields of a line in a [Table]; the first is the key.
    List<String> fields() {
        return List.of(
                numbers.map(Numbers::key).orElse(name.toLowerCase(Locale.ROOT)),
                words(transports),
                name,
                description,
                assignee,
                contact.equals(assignee) ? SAME : contact,
                registered,
                modified,
                reference,
                serviceCode,
                unauthorized,
                notes);
    }

    static String words(Set<Transport> transports) {
        return transports.stream().map(Transport::word).collect(Collectors.joining(","));
    }

    static Set<Transport> transports(String words) {
        return words.isEmpty()
                ? Set.of()
                : Stream.of(words.split(","))
                        .map(word -> Transport.of(word).orElseThrow())
                        .collect(Collectors.toSet());
    }

    /// What [#fields] wrote.
    static Entry of(Table.Row row) {
        if (row.size() != FIELDS) throw new IllegalStateException("not an entry: " + row);
        String key = row.at(0);
        boolean numbered = !key.isEmpty() && key.chars().allMatch(Entry::isOfNumbers);
        return new Entry(
                row.at(2),
                numbered ? Optional.of(Numbers.parse(key)) : Optional.empty(),
                transports(row.at(1)),
                row.at(3),
                row.at(4),
                row.at(5).equals(SAME) ? row.at(4) : row.at(5),
                row.at(6),
                row.at(7),
                row.at(8),
                row.at(9),
                row.at(10),
                row.at(11));
    }

    /// A name has a letter (RFC 6335 section 5.1), and so no name is taken for numbers.
    private static boolean isOfNumbers(int c) {
        return c >= '0' && c <= '9' || c == '-';
    }
}
