package org.posthouse.ports.sockets;

import module java.base;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// JSON (RFC 8259) as maps, lists, strings, longs and booleans; `null` is an empty optional, and a
/// number that is not whole, or below 0, is its text. By Jackson's core alone, as
/// `org.posthouse.ports.JsonText` is. What is nested deeper than [#DEEPEST] is refused, for each
/// level is a call.
final class JsonReader {
    private static final int DEEPEST = 64;
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                    .build();

    private JsonReader() {}

    /// @return empty if it is no JSON text
    static Optional<Object> read(String text) {
        try (JsonParser from = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (from.nextToken() == null) return Optional.empty();
            Object value = value(from);
            return from.nextToken() == null ? Optional.of(value) : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty(); // no JSON, or cut
        }
    }

    private static Object value(JsonParser from) {
        JsonToken token = from.currentToken();
        return switch (token) {
            case START_OBJECT -> members(from);
            case START_ARRAY -> elements(from);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> Optional.empty();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(from.getString());
            default -> from.getString();
        };
    }

    private static Object number(String digits) {
        long whole = ProcFile.number(digits);
        return whole < 0 ? digits : (Object) whole;
    }

    private static Map<String, Object> members(JsonParser from) {
        var members = new LinkedHashMap<String, Object>();
        while (from.nextToken() != JsonToken.END_OBJECT) {
            String name = from.currentName();
            from.nextToken();
            members.put(name, value(from));
        }
        return members;
    }

    private static List<Object> elements(JsonParser from) {
        var elements = new ArrayList<Object>();
        while (from.nextToken() != JsonToken.END_ARRAY) elements.add(value(from));
        return elements;
    }
}
