package org.posthouse.mtp;

import module java.base;

import org.posthouse.conf.Reading;

/// The edition of MTP that is spoken: which of the two RFCs where they differ, or only what both
/// have. Not what a host can do beyond that, which is found out by asking it.
enum Dialect {
    /// RFC 780, of May 1981.
    RFC780,
    /// RFC 772, of September 1980: no CONT and no ABRT, other codes for some refusals, a bare
    /// mailbox as the sender, TELNET on the line.
    RFC772,
    /// For hosts of either edition.
    AUTO;

    /// Reads a name as a setting has it.
    static Reading<Dialect> read(String text) {
        return Stream.of(values())
                .filter(dialect -> dialect.name().equalsIgnoreCase(text))
                .<Reading<Dialect>>map(Reading.Good::new)
                .findFirst()
                .orElseGet(
                        () ->
                                new Reading.Bad<>(
                                        "\""
                                                + text
                                                + "\" is no dialect of MTP; write \"rfc780\","
                                                + " \"rfc772\" or \"auto\""));
    }

    /// As a setting has it.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
