package org.posthouse.cli;

import module java.base;

/// Fits text into columns of a terminal of 80.
final class Columns {
    static final int WIDTH = 80;

    private Columns() {}

    /// The lines of a text, broken at spaces so that none is longer than the width; a word that is
    /// longer stays whole, for somebody will copy it.
    static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : Printable.line(text.replaceAll("\\s+", " ").strip()).split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (!line.isEmpty()) line.append(' ');
            line.append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    static String pad(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }
}
