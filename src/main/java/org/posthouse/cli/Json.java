package org.posthouse.cli;

import module java.base;

/// Writes a text as a JSON string (RFC 8259). All that the log needs of JSON, and so without the
/// start-up cost of a library.
final class Json {
    private Json() {}

    static void text(StringBuilder to, String text) {
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> to.append("\\\"");
                case '\\' -> to.append("\\\\");
                case '\n' -> to.append("\\n");
                case '\r' -> to.append("\\r");
                case '\t' -> to.append("\\t");
                default -> {
                    if (c < ' ' || c >= 0x7f && c < 0xa0 || Character.isSurrogate(c)) {
                        to.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        to.append(c);
                    }
                }
            }
        }
        to.append('"');
    }
}
