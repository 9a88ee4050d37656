package org.posthouse.control;

import module java.base;

/// A comment line of a control file that says something: `; word name=value name="any text"`.
/// Written and read as inverses.
///
/// @param values each name once, in order
record Comment(String word, SequencedMap<String, String> values) {
    private static final Pattern BARE = Pattern.compile("[\\w.:+-]+");
    private static final Pattern WORD = Pattern.compile(";\\s*([a-z]+)");
    private static final Pattern NAME = Pattern.compile("\\s+([a-z]+)=(?:([\\w.:+-]+)|\")");

    static Comment of(String word) {
        return new Comment(word, new LinkedHashMap<>());
    }

    Comment with(String name, Object value) {
        values.put(name, value.toString());
        return this;
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(value -> " " + value.getKey() + "=" + quoted(value.getValue()))
                .collect(Collectors.joining("", "; " + word, ""));
    }

    private static String quoted(String text) {
        if (BARE.matcher(text).matches()) return text;
        var quoted = new StringBuilder("\"");
        boolean whole = StandardCharsets.UTF_8.newEncoder().canEncode(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean odd = Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
            if (odd || c > 127 && !whole) quoted.append("\\u%04x".formatted((int) c));
            else if (c == '"' || c == '\\') quoted.append('\\').append(c);
            else quoted.append(c);
        }
        return quoted.append('"').toString();
    }

    static Comment read(String line) throws Unreadable {
        Matcher word = WORD.matcher(line);
        if (!word.lookingAt())
            throw new Unreadable("a line of words begins with ;; and one of values with ; word");
        Comment comment = of(word.group(1));
        Matcher name = NAME.matcher(line);
        int at = word.end();
        while (!line.substring(at).isBlank()) {
            if (!name.region(at, line.length()).lookingAt())
                throw new Unreadable(
                        "name=value or name=\"value\" is expected at \""
                                + line.substring(at).strip()
                                + "\"");
            String bare = name.group(2);
            var text = new StringBuilder();
            at = bare == null ? unquote(line, name.end(), text) : name.end();
            String value = bare == null ? text.toString() : bare;
            if (comment.values.putIfAbsent(name.group(1), value) != null)
                throw new Unreadable(name.group(1) + "= stands there twice");
        }
        return comment;
    }

    /// @param at after the opening quote
    /// @return after the closing one
    private static int unquote(String line, int at, StringBuilder text) throws Unreadable {
        for (int i = at; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') return i + 1;
            if (c == '\\' && line.startsWith("u", i + 1)) {
                text.append(code(line, i + 2));
                i += 5;
            } else if (c == '\\' && i + 1 < line.length()) {
                text.append(line.charAt(++i));
            } else {
                text.append(c);
            }
        }
        throw new Unreadable("the closing quote is missing");
    }

    private static char code(String line, int at) throws Unreadable {
        String digits = line.substring(at, Math.min(line.length(), at + 4));
        if (!digits.matches("[0-9A-Fa-f]{4}"))
            throw new Unreadable("four hexadecimal digits are expected after \\u");
        return (char) Integer.parseInt(digits, 16);
    }

    /// Takes a value out, so that [#nothingElse] can say what was not asked for.
    String take(String name) throws Unreadable {
        return takeIf(name).orElseThrow(() -> new Unreadable(name + "= is missing"));
    }

    Optional<String> takeIf(String name) {
        return Optional.ofNullable(values.remove(name));
    }

    void nothingElse() throws Unreadable {
        if (!values.isEmpty())
            throw new Unreadable("\"" + word + "\" has no " + values.firstEntry().getKey() + "=");
    }
}
