package org.posthouse.ports.registry;

import module java.base;

/// One of the RFCs that were the registry before it went online (RFC 3232): a list of numbers as of
/// a date.
///
/// @param rfc its number
/// @param date ISO, as precise as the RFC dates itself
public record AssignedNumbers(int rfc, String date, Namespace namespace)
        implements Comparable<AssignedNumbers> {
    /// What a number was a number of. It changed under the same numbers, and so one number's
    /// history is that of two things.
    public enum Namespace {
        NCP_SOCKET("ncp-socket", "NCP sockets"),
        PORT_OR_SOCKET("tcp-port+ncp-socket", "TCP ports and NCP sockets"),
        PORT("tcp/udp-port", "TCP and UDP ports");

        private final String key;
        private final String words;

        Namespace(String key, String words) {
            this.key = key;
            this.words = words;
        }

        public String words() {
            return words;
        }

        static Namespace of(String key) {
            return Stream.of(values()).filter(one -> one.key.equals(key)).findFirst().orElseThrow();
        }
    }

    private static final class Shipped {
        static final SortedMap<Integer, AssignedNumbers> ALL = new TreeMap<>();

        static {
            for (Table.Row row : Table.shipped("lists.tsv").all()) {
                int rfc = row.number(0);
                ALL.put(rfc, new AssignedNumbers(rfc, row.at(1), Namespace.of(row.at(2))));
            }
        }
    }

    static AssignedNumbers rfc(int number) {
        return Objects.requireNonNull(Shipped.ALL.get(number));
    }

    /// All, oldest first.
    public static List<AssignedNumbers> all() {
        return List.copyOf(Shipped.ALL.values());
    }

    /// The one in force at a date, the last that was out by its end.
    ///
    /// @param date ISO: a year, a month or a day
    public static Optional<AssignedNumbers> at(String date) {
        return all().stream().filter(list -> Dates.reaches(date, list.date)).reduce((_, b) -> b);
    }

    @Override
    public int compareTo(AssignedNumbers other) {
        return Integer.compare(rfc, other.rfc);
    }

    @Override
    public String toString() {
        return "RFC " + rfc;
    }
}
