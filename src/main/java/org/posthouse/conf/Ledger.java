package org.posthouse.conf;

import module java.base;

import org.tomlj.TomlPosition;

/// The mistakes found so far in one file.
final class Ledger {
    private final String file;
    private final Set<Mistake> mistakes = new TreeSet<>();

    Ledger(String file) {
        this.file = file;
    }

    /// About the file as a whole.
    void add(String what) {
        mistakes.add(new Mistake(file, 0, 0, what));
    }

    void add(TomlPosition place, String what) {
        mistakes.add(new Mistake(file, place.line(), place.column(), what));
    }

    /// By place; a key that was asked for twice is in here once.
    List<Mistake> mistakes() {
        return List.copyOf(mistakes);
    }
}
