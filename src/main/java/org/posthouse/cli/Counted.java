package org.posthouse.cli;

/// A number and its noun: `1 message`, `2 messages`.
final class Counted {
    private Counted() {}

    /// @param noun whose plural ends in s
    static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
