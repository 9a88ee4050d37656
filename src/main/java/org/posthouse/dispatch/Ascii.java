package org.posthouse.dispatch;

import module java.base;

/// Text for people in printable ASCII, and its lines.
final class Ascii {
    private Ascii() {}

    static String printable(String text) {
        return text.replace('\t', ' ').replaceAll("[^ -~]", "?");
    }

    /// Breaks a text at its spaces into lines of at most `width` characters after `indent`; a word
    /// that is longer than a line is cut.
    static List<String> wrapped(String text, String indent, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder(indent);
        int room = width - indent.length();
        for (String word : printable(text).split(" +", 0)) {
            String rest = word;
            if (line.length() > indent.length() && line.length() + 1 + rest.length() > width) {
                lines.add(line.toString());
                line.setLength(indent.length());
            }
            if (line.length() > indent.length()) line.append(' ');
            for (; rest.length() > room; rest = rest.substring(room))
                lines.add(indent + rest.substring(0, room));
            line.append(rest);
        }
        lines.add(line.toString());
        return lines;
    }
}
