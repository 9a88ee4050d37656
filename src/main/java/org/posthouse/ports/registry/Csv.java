package org.posthouse.ports.registry;

import module java.base;

/// Reads comma-separated values (RFC 4180), the whole text at once, since what we read has a
/// megabyte. A quoted field may hold line ends.
public final class Csv {
    /// A record and the line of the file on which it begins, from 1.
    public record Line(int number, List<String> fields) {
        public Line {
            fields = List.copyOf(fields);
        }
    }

    private final String text;
    private int at;
    private int line = 1;

    private Csv(String text) {
        this.text = text;
    }

    /// @throws Malformed when the text ends within a quoted field
    public static List<Line> read(String text) throws Malformed {
        var csv = new Csv(text);
        var lines = new ArrayList<Line>();
        while (csv.at < text.length()) {
            Line one = csv.record();
            if (!one.fields.equals(List.of(""))) lines.add(one);
        }
        return lines;
    }

    private Line record() throws Malformed {
        int number = line;
        var fields = new ArrayList<String>();
        do fields.add(field(number));
        while (taken(','));
        taken('\r');
        taken('\n');
        line++;
        return new Line(number, fields);
    }

    private boolean taken(char wanted) {
        if (at >= text.length() || text.charAt(at) != wanted) return false;
        at++;
        return true;
    }

    private String field(int number) throws Malformed {
        if (taken('"')) return quoted(number);
        int from = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) at++;
        return text.substring(from, at);
    }

    private String quoted(int number) throws Malformed {
        var field = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"' && !taken('"')) return rest(field, number);
            if (c == '\n') line++;
            if (c != '\r') field.append(c);
        }
        throw new Malformed(number, "the file ends within a quoted field: was it cut?");
    }

    private String rest(StringBuilder field, int number) throws Malformed {
        if (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0)
            throw new Malformed(number, "a quoted field goes on after its quote");
        return field.toString();
    }
}
