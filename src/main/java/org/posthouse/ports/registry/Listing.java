package org.posthouse.ports.registry;

import module java.base;

/// One row of a published list of numbers, from RFC 349 (1972) to RFC 1700 (1994), as it was
/// printed. Rows for two transports that say the same are one.
///
/// @param list the list it stands in
/// @param line of the RFC's text, from 1
/// @param section of the list
/// @param octal the number's octal column, empty where the list has none
/// @param transports empty where the list names none
/// @param docs the numbers of the documents it refers to, by the list's own count
/// @param person who held it, or the list's key of the person
/// @param warning what is wrong with the row, or was mended
public record Listing(
        Numbers numbers,
        AssignedNumbers list,
        int line,
        Section section,
        String octal,
        Set<Transport> transports,
        String keyword,
        String description,
        Status status,
        String docs,
        String person,
        String warning)
        implements Comparable<Listing> {

    /// The part of the list.
    public enum Section {
        /// What whole runs of numbers are for, such as experiments.
        CLASSES,
        /// The numbers, one by one.
        NUMBERS,
        /// RFC 1060's second list, of names in use on UNIX, not assignments.
        UNIX;

        static Section of(String heading) {
            return switch (heading) {
                case "general", "general assignments" -> CLASSES;
                case "unix ports" -> UNIX;
                default -> NUMBERS;
            };
        }
    }

    /// What the row makes of its number.
    public enum Status {
        ASSIGNED,
        PRIVATE_USE,
        UNASSIGNED,
        RESERVED,
        /// Told to be in use, not assigned.
        LISTED,
        /// The row's text is missing in the RFC.
        BLANK;

        static Status of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }

        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    public Listing {
        transports = Set.copyOf(transports);
    }

    /// Whether it may be said of this transport. Lists without transports say it of TCP and UDP;
    /// those of NCP's sockets are older than either.
    public boolean speaksOf(Transport transport) {
        return transports.isEmpty()
                ? transport == Transport.TCP || transport == Transport.UDP
                : transports.contains(transport);
    }

    /// Whether somebody has the number by this row.
    public boolean isHeld() {
        return switch (status) {
            case ASSIGNED, PRIVATE_USE, LISTED -> true;
            case UNASSIGNED, RESERVED, BLANK -> false;
        };
    }

    /// What it goes by: its keyword, or in lists that have none its text (57 is `MTP` in RFC 790).
    public String name() {
        return keyword.isEmpty() ? description : keyword;
    }

    /// What it is called: the keyword and the text, or whichever there is.
    public String title() {
        if (keyword.isEmpty() || keyword.equalsIgnoreCase(description)) return description;
        return description.isEmpty() ? keyword : keyword + ", " + description;
    }

    static Listing of(Table.Row row) {
        return new Listing(
                Numbers.parse(row.at(0)),
                AssignedNumbers.rfc(row.number(1)),
                row.number(2),
                Section.of(row.at(3)),
                row.at(4),
                Entry.transports(row.at(5)),
                row.at(6),
                row.at(7),
                Status.of(row.at(8)),
                row.at(9),
                row.at(10),
                row.at(11));
    }

    /// Oldest first; written out, since comparators that are chained are made anew at each start of
    /// the program.
    @Override
    public int compareTo(Listing other) {
        int order = list.compareTo(other.list);
        return order == 0 ? Integer.compare(line, other.line) : order;
    }
}
