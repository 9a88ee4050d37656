package org.posthouse.ports;

import module java.base;

/// Writes values as JSON (RFC 8259) on one line: maps as objects in their order, collections as
/// arrays, numbers and truths as they are, all else as strings. By hand, since a library for it
/// would be a good part of what a short command costs to start. ASCII only, and no `<`: the text is
/// safe in any terminal and within a page's script.
public final class JsonText {
    private final StringBuilder to = new StringBuilder();

    private JsonText() {}

    /// @param value of maps with string keys, collections, numbers, booleans, optionals and
    ///   strings; an empty optional is `null`
    public static String of(Object value) {
        var text = new JsonText();
        text.value(value);
        return text.to.toString();
    }

    /// An object with these members, by turns name and value; an empty string, optional, map or
    /// collection leaves its member out.
    public static Map<String, Object> object(Object... members) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = 0; i < members.length; i += 2)
            if (!isEmpty(members[i + 1])) object.put((String) members[i], members[i + 1]);
        return object;
    }

    private static boolean isEmpty(Object value) {
        return switch (value) {
            case String text -> text.isEmpty();
            case Optional<?> optional -> optional.isEmpty();
            case Collection<?> many -> many.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            default -> false;
        };
    }

    private void value(Object value) {
        switch (value) {
            case Map<?, ?> map -> members(map);
            case Collection<?> many -> elements(many);
            case Optional<?> optional when optional.isPresent() -> value(optional.get());
            case Optional<?> _ -> to.append("null");
            case Number number -> to.append(number);
            case Boolean truth -> to.append(truth);
            default -> string(value.toString());
        }
    }

    private void members(Map<?, ?> map) {
        to.append('{');
        var between = "";
        for (Map.Entry<?, ?> member : map.entrySet()) {
            to.append(between);
            string(String.valueOf(member.getKey()));
            to.append(':');
            value(Objects.requireNonNull(member.getValue()));
            between = ",";
        }
        to.append('}');
    }

    private void elements(Collection<?> many) {
        to.append('[');
        var between = "";
        for (Object one : many) {
            to.append(between);
            value(Objects.requireNonNull(one));
            between = ",";
        }
        to.append(']');
    }

    private void string(String text) {
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> to.append("\\\"");
                case '\\' -> to.append("\\\\");
                case '\n' -> to.append("\\n");
                case '\t' -> to.append("\\t");
                default -> {
                    if (c >= ' ' && c < 0x7f && c != '<') to.append(c);
                    else to.append("\\u").append(HexFormat.of().toHexDigits(c));
                }
            }
        }
        to.append('"');
    }
}
