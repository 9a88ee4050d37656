package org.posthouse.mail;

import module java.base;

/// The name of a file as TOPS-20 writes it (RFC 785): `PS:<LINDA>^V[--UNSENT-MAIL-FILE--^V].MTP.1`,
/// a structure, a directory, and the file there with its generation. `^V`, ASCII 26 octal, stands
/// before each character that would otherwise mean something. A name of this system, without a
/// directory in angle brackets, is a [Plain] one.
public sealed interface Rfc785Name {
    char QUOTE = 0x16; // ^V

    /// @param file the name in its directory, quoting undone
    record Plain(String file) implements Rfc785Name {}

    /// @param structure `PS` when none is given (RFC 785)
    /// @param file name, type and generation with the periods between them, quoting undone
    /// @param generation from 1; 0 when none is given
    record Full(String structure, String directory, String file, int generation)
            implements Rfc785Name {}

    record Malformed(String why) implements Rfc785Name {}

    /// The file's name where all of a directory's files lie together, if this is a name.
    default Optional<String> here() {
        return switch (this) {
            case Plain(var file) -> Optional.of(file);
            case Full full -> Optional.of(full.file);
            case Malformed _ -> Optional.empty();
        };
    }

    static Rfc785Name read(String text) {
        int open = find(text, '<', 0);
        Rfc785Name name = open < 0 ? new Plain(unquoted(text)) : full(text, open);
        Optional<String> here = name.here();
        return here.isPresent() && (here.get().isEmpty() || here.get().indexOf(0) >= 0)
                ? new Malformed("FILE: names no file")
                : name;
    }

    private static Rfc785Name full(String text, int open) {
        String before = text.substring(0, open);
        int close = find(text, '>', open + 1);
        if (close < 0) return new Malformed("the '>' after the directory is missing");
        if (!before.isEmpty() && find(before, ':', 0) != before.length() - 1)
            return new Malformed("only a structure such as PS: stands before the directory");
        int attributes = find(text, ';', close + 1); // ;P777700 and the like: not the name
        String file = text.substring(close + 1, attributes < 0 ? text.length() : attributes);
        return new Full(
                before.isEmpty() ? "PS" : unquoted(before.substring(0, before.length() - 1)),
                unquoted(text.substring(open + 1, close)),
                unquoted(file),
                generation(file));
    }

    /// What stands after the second unquoted period: a number from 1 to 131071.
    private static int generation(String file) {
        int type = find(file, '.', 0);
        int last = type < 0 ? -1 : find(file, '.', type + 1);
        String digits = last < 0 ? "" : file.substring(last + 1);
        if (!digits.matches("[1-9]\\d{0,5}")) return 0;
        int generation = Integer.parseInt(digits);
        return generation <= 0377777 ? generation : 0; // half a word of TOPS-20, and no sign
    }

    /// @return where the character stands unquoted, or -1
    private static int find(String text, char wanted, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == QUOTE) i++;
            else if (c == wanted) return i;
        }
        return -1;
    }

    /// A name as it is, without its `^V`.
    static String unquoted(String name) {
        var plain = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == QUOTE && i + 1 < name.length()) i++;
            plain.append(name.charAt(i));
        }
        return plain.toString();
    }
}
