package org.posthouse.ports.identify;

import module java.base;

/// What kind of first words a service has: the table of first octets.
enum Opening {
    /// Three digits and text.
    REPLY("[1-5]\\d\\d[ \t-]"),
    POP3("\\+OK"),
    IMAP("\\* (OK|PREAUTH|BYE)\\b"),
    /// "+" and not "+OK" (RFC 937, "The Normal Scenario").
    POP2("\\+( |\r?\n)"),
    SSH("SSH-\\d"),
    /// RFC 5804 section 1.7: capabilities, of which this must be one.
    MANAGESIEVE("(?s)\"\\S+\"( \"[^\"]*\")?\r?\n.*|\"IMPLEMENTATION\" \".*"),
    HTTP("HTTP/\\d"),
    /// IAC and WILL, WONT, DO, DONT or SB (RFC 854).
    TELNET("\u00ff[\u00fa-\u00fe]"),
    OTHER("(?s).");

    private final Pattern words;

    Opening(String words) {
        this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }

    /// @param octets what was read first, not empty
    static Opening of(String octets) {
        return Stream.of(values())
                .filter(opening -> opening.words.matcher(octets).lookingAt())
                .findFirst()
                .orElse(OTHER);
    }
}
