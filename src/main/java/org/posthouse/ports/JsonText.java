package org.posthouse.ports;

import module java.base;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.json.JsonFactory;

/// Writes values as JSON (RFC 8259) on one line: maps as objects in their order, collections as
/// arrays, numbers and truths as they are, all else as strings. ASCII only, and no `<`: the text is
/// safe in any terminal and within a page's script. By Jackson's core alone, for a short command
/// would wait longer for a mapper to start than for its answer.
public final class JsonText {
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .highestNonEscapedChar(Escapes.DELETE)
                    .characterEscapes(new Escapes())
                    .build();

    private static final class Escapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;
        private static final char DELETE = 0x7f;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes['<'] = ESCAPE_STANDARD;
            codes[DELETE] = ESCAPE_STANDARD;
            return codes;
        }

        /// Of what has a sequence of its own here, which is nothing.
        @Override
        public SerializableString getEscapeSequence(int c) {
            throw new IllegalArgumentException("no escape for " + c);
        }
    }

    private JsonText() {}

    /// @param value of maps with string keys, collections, numbers, booleans, optionals and
    ///   strings; an empty optional is `null`
    public static String of(Object value) {
        var text = new StringWriter();
        try (JsonGenerator to = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(value, to);
        }
        return text.toString();
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

    private static void write(Object value, JsonGenerator to) {
        switch (value) {
            case Map<?, ?> map -> {
                to.writeStartObject();
                map.forEach((name, member) -> write(member, to.writeName(String.valueOf(name))));
                to.writeEndObject();
            }
            case Collection<?> many -> {
                to.writeStartArray();
                for (Object one : many) write(one, to);
                to.writeEndArray();
            }
            case Optional<?> optional when optional.isPresent() -> write(optional.get(), to);
            case Optional<?> _ -> to.writeNull();
            case Double fraction -> to.writeNumber(fraction);
            case Number number -> to.writeNumber(number.longValue());
            case Boolean truth -> to.writeBoolean(truth);
            default -> to.writeString(value.toString());
        }
    }
}
