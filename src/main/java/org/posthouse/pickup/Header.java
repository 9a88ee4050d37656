package org.posthouse.pickup;

import module java.base;

/// The header of a message as a program wrote it, field by field (RFC 5322 section 2.2), octets as
/// the characters 0 to 255.
///
/// @param fields in order
/// @param over what was read in search of the header's end and belongs to the body
record Header(List<Field> fields, String over) {
    /// @param name as written
    /// @param text all of it with its name and CRLFs
    record Field(String name, String text) {
        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }

        /// What stands behind the colon, in one line.
        String value() {
            return text.substring(text.indexOf(':') + 1).replaceAll("\r\n(?=[ \t])", "").strip();
        }
    }

    static final int LONGEST = 1 << 20; // octets; a list of ten thousand recipients fits
    private static final Pattern FIELD = Pattern.compile("([!-9;-~]+)[ \t]*:[^\0]*");

    Header {
        fields = List.copyOf(fields);
    }

    /// Reads up to the empty line. A line that is no field ends the header too, and is the body's
    /// first: a text alone is a message for the programs that call `sendmail`.
    ///
    /// @param in lines with CRLF
    /// @return nothing when it is longer than [#LONGEST]
    static Optional<Header> read(InputStream in) throws IOException {
        var fields = new ArrayList<Field>();
        var field = new StringBuilder();
        int length = 0;
        while (true) {
            String line = line(in, LONGEST - length);
            length += line.length();
            if (length >= LONGEST) return Optional.empty();
            boolean more = !field.isEmpty() && line.matches("[ \t][^\0]*");
            if (!more && !field.isEmpty()) {
                fields.add(field(field.toString()));
                field.setLength(0);
            }
            boolean mailbox = fields.isEmpty() && line.matches(">?From [^\0]*"); // mbox(5)
            if (more || FIELD.matcher(line).matches()) field.append(line);
            else if (!mailbox)
                return Optional.of(new Header(fields, line.equals("\r\n") ? "" : line));
        }
    }

    private static Field field(String text) {
        return new Field(text.substring(0, text.indexOf(':')).strip(), text);
    }

    /// A line with its CRLF, which is supplied at the end of the file; or as much as is allowed.
    private static String line(InputStream in, int most) throws IOException {
        var line = new ByteArrayOutputStream();
        int c = in.read();
        while (c >= 0 && line.size() < most) {
            line.write(c);
            if (c == '\n') break;
            c = in.read();
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.isEmpty() || text.endsWith("\n") || text.length() >= most
                ? text
                : text + "\r\n";
    }

    boolean has(String name) {
        return fields.stream().anyMatch(field -> field.is(name));
    }

    Stream<String> values(String name) {
        return fields.stream().filter(field -> field.is(name)).map(Field::value);
    }
}
