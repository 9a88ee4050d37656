package org.posthouse.cli;

import module java.base;

import picocli.CommandLine.Help.Ansi;

/// Colours for a terminal (ISO 6429), or none: never the only bearer of a meaning.
enum Paint {
    PLAIN,
    COLOUR;

    /// As picocli finds out: a terminal, and neither NO_COLOR nor TERM=dumb.
    static Paint of(Ansi ansi) {
        return ansi.enabled() ? COLOUR : PLAIN;
    }

    private String with(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }

    String strong(String text) {
        return with("1", text);
    }

    String faint(String text) {
        return with("2", text);
    }

    String green(String text) {
        return with("32", text);
    }

    String yellow(String text) {
        return with("33", text);
    }

    String red(String text) {
        return with("31", text);
    }

    String cyan(String text) {
        return with("36", text);
    }

    String magenta(String text) {
        return with("35", text);
    }
}
