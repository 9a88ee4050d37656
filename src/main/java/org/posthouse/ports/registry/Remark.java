package org.posthouse.ports.registry;

import module java.base;

/// What is to be known of a number and stands in no row: misprints of the lists, sightings between
/// them, and what is commonly told wrongly.
///
/// @param source where it can be seen
public record Remark(int port, Kind kind, String date, String text, String source) {
    /// What kind of remark.
    public enum Kind {
        /// The list has it wrong.
        MISPRINT,
        /// The entry was seen in a copy of the registry from between the lists and the log.
        SIGHTING,
        /// What one should know besides.
        NOTE;

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    private static final class Shipped {
        static final Table TABLE = Table.shipped("remarks.tsv");
    }

    static List<Remark> of(int port) {
        return Shipped.TABLE.of(Numbers.of(port).key()).stream().map(Remark::of).toList();
    }

    static List<Remark> all() {
        return Shipped.TABLE.all().stream().map(Remark::of).toList();
    }

    private static Remark of(Table.Row row) {
        return new Remark(row.number(0), Kind.of(row.at(1)), row.at(2), row.at(3), row.at(4));
    }
}
