package org.posthouse.mtp;

import module java.base;

import org.posthouse.conf.Reading;
import org.posthouse.wire.TelnetManner;

/// The edition of MTP that is spoken: which of the two RFCs where they differ, or only what both
/// have. Not what a host can do beyond that, which is found out by asking it.
public enum Dialect {
    /// RFC 780, of May 1981.
    RFC780,
    /// RFC 772, of September 1980: no CONT and no ABRT, other codes for some refusals, a bare
    /// mailbox as the sender, TELNET on the line.
    RFC772,
    /// For hosts of either edition.
    AUTO;

    /// What a refusal answers: where the editions differ in their codes.
    enum Occasion {
        MAIL,
        /// The end of a text.
        TEXT,
        MRSQ,
        MRCP,
        HELP
    }

    /// How TELNET is spoken beneath it: "the control connection operates according to the TELNET
    /// Protocol" (RFC 772, "Terminology"), while RFC 780 has no word of it.
    Optional<TelnetManner> telnet() {
        return switch (this) {
            case RFC780 -> Optional.empty();
            case RFC772 -> Optional.of(TelnetManner.SPOKEN);
            case AUTO -> Optional.of(TelnetManner.TOLERATED);
        };
    }

    /// A refusal in the codes that this edition lists for it. RFC 772's table of command-reply
    /// sequences has fewer than RFC 780 section 5.3, and 501 and 553 in other places.
    Reply refusal(Reply reply, Occasion occasion) {
        return this == RFC772 ? reply.withCode(codeOf772(reply.code(), occasion)) : reply;
    }

    private static int codeOf772(int code, Occasion occasion) {
        return switch (occasion) {
            case MRSQ, HELP -> code == 504 ? 501 : code;
            case MAIL ->
                    switch (code) {
                        case 451 -> 450;
                        case 552 -> 550;
                        default -> code;
                    };
            case MRCP ->
                    switch (code) {
                        case 451 -> 450;
                        case 550 -> 553; // "553 Recipient name rejected"
                        case 552 -> 550;
                        default -> code;
                    };
            case TEXT -> code < 500 ? 451 : 552; // there are no others
        };
    }

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
