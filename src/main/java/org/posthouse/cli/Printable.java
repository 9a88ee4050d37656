package org.posthouse.cli;

import module java.base;

/// Makes the words of strangers fit for a terminal and a log: one line, no controls.
final class Printable {
    private Printable() {}

    /// Controls as `\n`, `\r`, `\t` or `\x1b`; all else as it is.
    static String line(String words) {
        for (int i = 0; i < words.length(); i++) {
            if (isControl(words.charAt(i))) return escaped(words);
        }
        return words;
    }

    private static String escaped(String words) {
        var line = new StringBuilder(words.length() + 16);
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (!isControl(c)) line.append(c);
            else
                line.append(
                        switch (c) {
                            case '\n' -> "\\n";
                            case '\r' -> "\\r";
                            case '\t' -> "\\t";
                            default -> "\\x" + HexFormat.of().toHexDigits((byte) c);
                        });
        }
        return line.toString();
    }

    /// The C0 and C1 controls (ISO 6429), among them those that move a terminal's cursor.
    private static boolean isControl(char c) {
        return c < ' ' || c >= 0x7f && c < 0xa0;
    }
}
