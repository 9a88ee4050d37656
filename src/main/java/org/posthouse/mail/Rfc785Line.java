package org.posthouse.mail;

import module java.base;

/// A line of RFC 785's control file: where the text of a message is, who sent it, and who is to
/// have it. What stands in a line is kept as it is written; paths have readers of their own
/// ([Rfc780Path]), and so has a file's name ([Rfc785Name]).
public sealed interface Rfc785Line {
    /// `FILE:` and the name of the text file, with its `^V`.
    record File(String name) implements Rfc785Line {}

    /// `FROM:` and the source-path.
    record From(String path) implements Rfc785Line {}

    /// `TO:` and one of the destination-paths.
    record To(String path) implements Rfc785Line {}

    /// A line that begins with a semicolon, which RFC 785 does not know: two of them for people, a
    /// single one for what RFC 785 cannot say.
    record Comment(String text) implements Rfc785Line {
        public boolean forPeople() {
            return text.startsWith(";;");
        }
    }

    record Blank() implements Rfc785Line {}

    record Unknown() implements Rfc785Line {}

    /// What a line may be, for whoever wrote an [Unknown] one.
    String GRAMMAR = "a line begins with FILE:, FROM:, TO: or ;";

    /// The lines of a file. It is ASCIZ: NULs end it, and fill up its last word of 36 bits. A line
    /// may end with LF alone, as an editor of this system writes it.
    static List<String> split(String file) {
        int end = file.length();
        while (end > 0 && file.charAt(end - 1) == 0) end--;
        return List.of(file.substring(0, end).split("\r?\n", -1));
    }

    static Rfc785Line read(String line) {
        if (line.isBlank()) return new Blank();
        if (line.startsWith(";")) return new Comment(line);
        int colon = line.indexOf(':');
        String value = line.substring(colon + 1).strip();
        // RFC 785's figure 1 has a space before "TO:" and after each colon, figure 3 has none
        return switch (colon < 0 ? "" : line.substring(0, colon).strip().toUpperCase(Locale.ROOT)) {
            case "FILE" -> new File(value);
            case "FROM" -> new From(value);
            case "TO" -> new To(value);
            default -> new Unknown();
        };
    }
}
