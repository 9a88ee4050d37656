package org.posthouse.ports.registry;

import module java.base;

/// What one port of one transport is today.
///
/// @param entries what the registry has on it: none when unassigned without a word, several where
///   services share it
/// @param others what it has on the same number of other transports, and for which this one is kept
///   back
public record Standing(
        int port, Transport transport, State state, List<Entry> entries, List<Entry> others) {
    public Standing {
        entries = List.copyOf(entries);
        others = List.copyOf(others);
    }

    /// @param rows all that the registry has on the number
    public static Standing of(int port, Transport transport, List<Entry> rows) {
        Map<Boolean, List<Entry>> ours =
                rows.stream().collect(Collectors.partitioningBy(row -> row.speaksOf(transport)));
        List<Entry> entries = ours.getOrDefault(true, List.of());
        List<Entry> others = ours.getOrDefault(false, List.of());
        return new Standing(port, transport, state(port, entries, others), entries, others);
    }

    private static State state(int port, List<Entry> entries, List<Entry> others) {
        if (Span.of(port) == Span.DYNAMIC) return State.DYNAMIC;
        if (entries.stream().anyMatch(Entry::isNamed)) return State.ASSIGNED;
        if (!entries.isEmpty()) return entries.getFirst().state();
        boolean held = others.stream().anyMatch(row -> row.state() != State.UNASSIGNED);
        return held ? State.RESERVED : State.UNASSIGNED;
    }

    /// The names of the services that have it: two for 465/tcp.
    public List<String> names() {
        return entries.stream().filter(Entry::isNamed).map(Entry::name).distinct().toList();
    }

    /// Whether somebody told the registry of a use that was never asked for.
    public boolean isUsedWithoutLeave() {
        return Stream.concat(entries.stream(), others.stream())
                .anyMatch(row -> !row.unauthorized().isBlank());
    }
}
