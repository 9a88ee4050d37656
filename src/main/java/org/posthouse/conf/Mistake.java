package org.posthouse.conf;

import module java.base;

/// Something wrong in a configuration file.
///
/// @param line from 1; 0 when the mistake is about the file as a whole
/// @param column from 1
/// @param what what is wrong, and what would be right
public record Mistake(String file, int line, int column, String what)
        implements Comparable<Mistake> {
    private static final Comparator<Mistake> BY_PLACE =
            Comparator.comparing(Mistake::file)
                    .thenComparingInt(Mistake::line)
                    .thenComparingInt(Mistake::column)
                    .thenComparing(Mistake::what);

    @Override
    public int compareTo(Mistake other) {
        return BY_PLACE.compare(this, other);
    }

    /// `file:line:column: what`, as editors and terminals understand it.
    @Override
    public String toString() {
        return line == 0 ? file + ": " + what : file + ":" + line + ":" + column + ": " + what;
    }
}
