package org.posthouse.ports.registry;

import module java.base;

/// That what had one port came from, rides on or stands beside what had another.
///
/// @param from the older, or the lower layer
/// @param relation how the second stands to the first: `was followed by`, `carries`, …
/// @param date ISO, of the source
/// @param source where it is written
public record Lineage(
        int from, String name, String relation, int to, String other, String date, String source) {
    private static final class Shipped {
        static final List<Lineage> ALL =
                Table.shipped("lineage.tsv").all().stream().map(Lineage::of).toList();
    }

    public static List<Lineage> all() {
        return Shipped.ALL;
    }

    /// `57 MTP was followed by 25 SMTP (RFC 788)`.
    public String words() {
        return from + " " + name + " " + relation + " " + to + " " + other + " (" + source + ")";
    }

    static List<Lineage> of(int port) {
        return Shipped.ALL.stream()
                .filter(edge -> edge.from == port || edge.to == port)
                .sorted(Comparator.comparing(Lineage::date))
                .toList();
    }

    private static Lineage of(Table.Row row) {
        return new Lineage(
                row.number(0),
                row.at(1),
                row.at(2),
                row.number(3),
                row.at(4),
                row.at(5),
                row.at(6));
    }
}
