package org.posthouse.control;

import module java.base;

/// The queue by destination.
///
/// @param rows the longest first
/// @param coverage how much of the queue was read for it
public record Summary(List<Row> rows, Coverage coverage) {
    public Summary {
        rows = List.copyOf(rows);
    }

    /// @param waiting recipients to be attempted
    /// @param held recipients that a person must release
    /// @param oldest arrival of the oldest message for it
    /// @param next the earliest attempt to come
    public record Row(
            String destination, long waiting, long held, Instant oldest, Optional<Instant> next) {}

    public sealed interface Coverage {
        long messages();
    }

    /// All of it.
    public record Whole(long messages) implements Coverage {}

    /// The oldest messages only; there are more.
    public record Sample(long messages) implements Coverage {}
}
