package org.posthouse.ports.registry;

import module java.base;

/// One change of the registry, by the day-to-day log of 2015 to 2025. The same for two transports
/// is one.
///
/// @param numbers empty for a service without a port
/// @param at the instant at which the change was seen, in UTC
/// @param commit of the mirror that was watched
public record Change(
        Optional<Numbers> numbers,
        Instant at,
        String commit,
        Set<Transport> transports,
        Event event,
        Side now,
        Side before) {
    /// What happened to the row.
    public enum Event {
        ADDED,
        CHANGED,
        REMOVED,
        DE_ASSIGNED,
        ASSIGNED;

        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Event of(String words) {
            return valueOf(words.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /// The row on one side of the change.
    public record Side(
            String name, String description, String people, String reference, String note) {
        /// What it is called: its name, or its text where it has none.
        public String title() {
            return name.isEmpty() ? description : name;
        }
    }

    public Change {
        transports = Set.copyOf(transports);
    }

    /// The day, ISO.
    public String day() {
        return at.toString().substring(0, 10);
    }

    public boolean speaksOf(Transport transport) {
        return transports.isEmpty() || transports.contains(transport);
    }

    static Change of(Table.Row row) {
        return new Change(
                numbers(row.at(0)),
                Instant.parse(row.at(1)),
                row.at(2),
                Entry.transports(row.at(3)),
                Event.of(row.at(4)),
                side(row, 5),
                side(row, 10));
    }

    private static Side side(Table.Row row, int at) {
        return new Side(
                row.at(at),
                row.at(at + 1),
                Entry.unnumbered(row.at(at + 2)),
                row.at(at + 3),
                row.at(at + 4));
    }

    private static Optional<Numbers> numbers(String key) {
        return key.matches("[\\d-]+") ? Optional.of(Numbers.parse(key)) : Optional.empty();
    }
}
