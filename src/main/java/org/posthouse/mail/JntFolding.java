package org.posthouse.mail;

/// Folds header lines that are too long for programs of the time, never inside an address or a
/// quoted word; what cannot be folded stays long (docs/nimail.md, limits).
final class JntFolding {
    private enum Kind {
        TEXT,
        ADDRESSES
    }

    private JntFolding() {}

    /// @param text one line or more
    /// @return with LF after each line
    static String text(String text, int width) {
        return folded(text, width, Kind.TEXT);
    }

    static String addresses(String text, int width) {
        return folded(text, width, Kind.ADDRESSES);
    }

    private static String folded(String text, int width, Kind kind) {
        var out = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            String rest = line;
            while (rest.length() > width) {
                int end = end(rest, width, kind);
                if (end < 0) break;
                out.append(rest, 0, end).append('\n');
                rest = isBlank(rest.charAt(end)) ? rest.substring(end) : " " + rest.substring(end);
            }
            out.append(rest).append('\n');
        }
        return out.toString();
    }

    /// Where the line can end: at the last such place within the width, else the first beyond it.
    private static int end(String line, int width, Kind kind) {
        int found = -1;
        int depth = 0;
        boolean quoted = false;
        boolean angled = false;
        boolean begun = false;
        int last = line.length(); // behind it there are but blanks
        while (last > 0 && isBlank(line.charAt(last - 1))) last--;
        int colon = isBlank(line.charAt(0)) ? -1 : line.indexOf(':'); // a name stands with its text
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean outside = depth == 0 && !quoted && !angled;
            boolean can =
                    begun
                            && outside
                            && (kind == Kind.TEXT
                                    ? isBlank(c) && !isBlank(line.charAt(i - 1))
                                    : line.charAt(i - 1) == ',')
                            && i < last;
            if (can && (i <= width || found < 0)) found = i;
            if (found >= 0 && i > width) return found;
            begun |= i > colon && !isBlank(c);
            if (c == '\\' && (quoted || depth > 0)) i++;
            else if (c == '"' && depth == 0) quoted = !quoted;
            else if (c == '(' && !quoted) depth++;
            else if (c == ')' && depth > 0) depth--;
            else if (c == '<' && depth == 0 && !quoted) angled = true;
            else if (c == '>' && depth == 0 && !quoted) angled = false;
        }
        return found;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
