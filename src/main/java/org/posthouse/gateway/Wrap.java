package org.posthouse.gateway;

import module java.base;

/// Breaks text at word ends, and a word that is longer than a line wherever the line ends.
final class Wrap {
    private Wrap() {}

    /// @param text without line ends; spaces are kept but where a line is broken
    /// @param width of the longest line, at least 1
    /// @return at least one line
    static List<String> lines(String text, int width) {
        if (text.length() <= width) return List.of(text);
        var lines = new ArrayList<String>();
        int from = 0;
        while (text.length() - from > width) {
            int end = wordEnd(text, from, from + width);
            lines.add(text.substring(from, end).stripTrailing());
            from = end;
            while (from < text.length() && text.charAt(from) == ' ') from++;
        }
        if (from < text.length()) lines.add(text.substring(from));
        return lines;
    }

    /// The last space of a line that has a word before it, or where the line ends. Looks at the
    /// line alone: a word may be a million characters.
    private static int wordEnd(String text, int from, int most) {
        for (int end = most; end > from; end--) {
            if (text.charAt(end) == ' ' && !text.substring(from, end).isBlank()) return end;
        }
        return most;
    }

    /// Folds a header field (RFC 733, RFC 822 section 3.1.1): a word stays whole even if its line
    /// then is wider than wanted, but not if it is longer than allowed.
    ///
    /// @param width wanted
    /// @param longest allowed
    /// @param indent before each further line, white space
    static List<String> folded(String field, int width, int longest, String indent) {
        return folded(List.of(field.stripTrailing().split("(?<=[^ ]) +")), width, longest, indent);
    }

    /// Folds a list. An item that a line can hold stays on one; a longer one is folded in its name,
    /// not in its quotes nor between its angle brackets.
    ///
    /// @param items at least one
    static List<String> list(
            String name, List<String> items, int width, int longest, String indent) {
        var words = new ArrayList<String>(List.of(name + ":"));
        for (int i = 0; i < items.size(); i++) {
            String item = items.get(i) + (i < items.size() - 1 ? "," : "");
            int before = i == 0 ? name.length() + 2 : indent.length();
            if (item.length() <= width - before) words.add(item);
            else words.addAll(breakable(item));
        }
        return folded(words, width, longest, indent);
    }

    /// An item cut at its spaces outside quotes and angle brackets.
    private static List<String> breakable(String item) {
        var words = new ArrayList<String>();
        boolean quoted = false;
        boolean angled = false;
        int from = 0;
        for (int i = 0; i < item.length(); i++) {
            char c = item.charAt(i);
            if (c == '\\') i++;
            else if (c == '"') quoted = !quoted;
            else if (!quoted && (c == '<' || c == '>')) angled = c == '<';
            else if (c == ' ' && !quoted && !angled) {
                if (i > from) words.add(item.substring(from, i));
                from = i + 1;
            }
        }
        words.add(item.substring(from));
        return words;
    }

    /// @param words between which it may be folded
    static List<String> folded(List<String> words, int width, int longest, String indent) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : words) {
            boolean fresh = line.toString().isBlank();
            if (!fresh && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(indent);
                fresh = true;
            }
            if (!fresh) line.append(' ');
            line.append(word);
            while (line.length() > longest) {
                lines.add(line.substring(0, longest));
                line.delete(0, longest).insert(0, indent);
            }
        }
        lines.add(line.toString());
        return lines;
    }
}
