package org.posthouse.ports.registry;

import module java.base;

/// What listened on one socket of one host of the ARPANET, by the surveys in RFC 433 (1972) and RFC
/// 503 (1973): the first published inventory of ports.
///
/// @param host its number in the network
/// @param line of the RFC's text, from 1
public record Survey(
        int socket, AssignedNumbers list, int host, String name, String service, int line) {
    private static final class Shipped {
        static final Table TABLE = Table.shipped("survey.tsv");
    }

    /// All that was found, in the order of the RFCs.
    public static List<Survey> all() {
        return Shipped.TABLE.all().stream()
                .map(Survey::of)
                .sorted(Comparator.comparing(Survey::list).thenComparingInt(Survey::line))
                .toList();
    }

    static List<Survey> of(int socket) {
        return Shipped.TABLE.of(Numbers.of(socket).key()).stream().map(Survey::of).toList();
    }

    private static Survey of(Table.Row row) {
        return new Survey(
                row.number(0),
                AssignedNumbers.rfc(row.number(1)),
                row.number(2),
                row.at(3),
                row.at(4),
                row.number(5));
    }
}
