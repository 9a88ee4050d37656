package org.posthouse.pickup;

import module java.base;

import org.posthouse.mail.Rfc785Name;

/// What a file in the directory is, by its name.
///
/// | name | is |
/// |---|---|
/// | `[--UNSENT-MAIL-CONTROL--].MTP.1`, `NAME.control` | RFC 785's control file, with or without its `^V` |
/// | `[--UNSENT-MAIL--].USER@HOST.1` | one copy of a message, as older programs made it (RFC 785) |
/// | `NAME.NIMAIL`, `NAME.NIMAIL.1` | a letter for NI MAIL, its recipients above it (RFC 786) |
/// | `NAME.eml`, `NAME.mail` | a message with its envelope in the header |
/// | `.NAME`, and any other | nothing of ours: a text that a control file names, or a file that is being written |
sealed interface Found {
    /// RFC 785's control file, whose text is another file.
    record Control() implements Found {}

    /// A message for one mailbox, which stands in the file's name.
    record Copy(String mailbox) implements Found {}

    /// A message whose header says for whom it is.
    record Plain() implements Found {}

    /// A letter with its recipients above it.
    record Letter() implements Found {}

    record Nothing() implements Found {}

    Pattern CONTROL = named("\\[--UNSENT-MAIL-CONTROL--]\\.MTP\\.\\d+|[^.].*\\.control");
    Pattern COPY = named("\\[--UNSENT-MAIL--]\\.(?<mailbox>[^@].*@.+)\\.\\d+");
    Pattern LETTER = named("[^.].*\\.NIMAIL(?:\\.\\d+)?");
    Pattern PLAIN = named("[^.].*\\.(?:eml|mail)");

    /// TOPS-20 does not tell letters by their case.
    private static Pattern named(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    static Found by(String fileName) {
        String name = Rfc785Name.unquoted(fileName);
        if (CONTROL.matcher(name).matches()) return new Control();
        Matcher copy = COPY.matcher(name);
        if (copy.matches()) return new Copy(copy.group("mailbox"));
        if (LETTER.matcher(name).matches()) return new Letter();
        return PLAIN.matcher(name).matches() ? new Plain() : new Nothing();
    }
}
