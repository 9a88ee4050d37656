package org.posthouse.ports.sockets;

import module java.base;

/// Reads JSON (RFC 8259) into maps, lists, strings, longs and booleans; `null` is an empty optional
/// and a number that is not whole stays text. By hand for the reason that
/// `org.posthouse.ports.JsonText` has: a library costs a short command more than its work. What is
/// nested deeper than [#DEEPEST] is refused, for each level is a call.
final class JsonReader {
    private static final int DEEPEST = 64;

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /// @return empty if it is no JSON text
    static Optional<Object> read(String text) {
        var reader = new JsonReader(text);
        try {
            Object value = reader.value(0);
            reader.space();
            return reader.at == text.length() ? Optional.of(value) : Optional.empty();
        } catch (Bad | IndexOutOfBoundsException _) {
            return Optional.empty(); // no JSON, or cut
        }
    }

    /// Ends the reading of what is no JSON.
    private static final class Bad extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
    }

    private Object value(int depth) throws Bad {
        if (depth > DEEPEST) throw new Bad();
        space();
        return switch (text.charAt(at)) {
            case '{' -> members(depth);
            case '[' -> elements(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", Optional.empty());
            default -> number();
        };
    }

    private Object word(String word, Object value) throws Bad {
        if (!text.startsWith(word, at)) throw new Bad();
        at += word.length();
        return value;
    }

    private Object number() throws Bad {
        int from = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) at++;
        String digits = text.substring(from, at);
        if (digits.isEmpty()) throw new Bad();
        long whole = ProcFile.number(digits);
        return whole < 0 ? digits : (Object) whole;
    }

    private Map<String, Object> members(int depth) throws Bad {
        var members = new LinkedHashMap<String, Object>();
        for (boolean more = opened('}'); more; more = another('}')) {
            space();
            if (text.charAt(at) != '"') throw new Bad();
            String name = string();
            space();
            if (text.charAt(at++) != ':') throw new Bad();
            members.put(name, value(depth + 1));
        }
        return members;
    }

    private List<Object> elements(int depth) throws Bad {
        var elements = new ArrayList<Object>();
        for (boolean more = opened(']'); more; more = another(']')) elements.add(value(depth + 1));
        return elements;
    }

    /// @return whether there is anything in it
    private boolean opened(char close) {
        at++;
        space();
        if (text.charAt(at) != close) return true;
        at++;
        return false;
    }

    private boolean another(char close) throws Bad {
        space();
        char c = text.charAt(at++);
        if (c != ',' && c != close) throw new Bad();
        return c == ',';
    }

    private String string() throws Bad {
        int from = ++at;
        while (text.charAt(at) != '"' && text.charAt(at) != '\\') at++;
        if (text.charAt(at) == '"') return text.substring(from, at++);
        var string = new StringBuilder(text.substring(from, at));
        for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++))
            string.append(c == '\\' ? escaped() : c);
        return string.toString();
    }

    private char escaped() throws Bad {
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                at += 4;
                try {
                    yield (char) HexFormat.fromHexDigits(text, at - 4, at);
                } catch (IllegalArgumentException _) {
                    throw new Bad();
                }
            }
            default -> throw new Bad();
        };
    }
}
