package org.posthouse.mtp;

import module java.base;

import org.posthouse.conf.Reading;
import org.posthouse.conf.Section;

/// What a listener for MTP can be told. All sizes are well above those that RFC 780 section 5.5.3
/// asks for: "to the maximum extent possible implementation techniques which impose no limits at
/// all" are to be used.
///
/// @param schemes which multi-recipient schemes are offered, the preferred one first: `RT`, `TR`,
///   `R` or `T` (RFC 780 section 4.1)
/// @param recipients how many recipients first can be stored; the next one is told 452 (RFC 780
///   section 4.4)
/// @param commandLine octets of the longest command line, its CRLF counted
/// @param textLine octets of the longest line of a text, its CRLF counted
/// @param messageSize octets of the largest text
/// @param commandTimeout how long the sender may take to its next command
/// @param textTimeout how long it may take for every 4096 octets of a text
public record MtpSettings(
        String schemes,
        int recipients,
        int commandLine,
        int textLine,
        long messageSize,
        Duration commandTimeout,
        Duration textTimeout) {
    private static final Pattern SCHEMES = Pattern.compile("RT|TR|R|T");

    public MtpSettings {
        if (!SCHEMES.matcher(schemes).matches())
            throw new IllegalArgumentException("no schemes: " + schemes);
    }

    public static MtpSettings defaults() {
        return new MtpSettings(
                "RT", 1000, 4096, 1 << 20, 256 << 20, Duration.ofMinutes(5), Duration.ofMinutes(3));
    }

    /// The settings in a listener's table. `dialect` is known, but `rfc780` is the only one there
    /// is.
    public static MtpSettings from(Section section) {
        MtpSettings byDefault = defaults();
        section.one("dialect", "rfc780", MtpSettings::dialect);
        return new MtpSettings(
                section.one("schemes", byDefault.schemes, MtpSettings::schemes),
                section.number("recipients", byDefault.recipients, 1, 10_000),
                section.number("command-line", byDefault.commandLine, 200, 1 << 20),
                section.number("text-line", byDefault.textLine, 1000, Integer.MAX_VALUE),
                section.size("message-size", byDefault.messageSize),
                section.duration("command-timeout", byDefault.commandTimeout),
                section.duration("text-timeout", byDefault.textTimeout));
    }

    private static Reading<String> schemes(String text) {
        String schemes = text.toUpperCase(Locale.ROOT);
        return SCHEMES.matcher(schemes).matches()
                ? new Reading.Good<>(schemes)
                : new Reading.Bad<>(
                        "\""
                                + text
                                + "\" is not \"RT\", \"TR\", \"R\" or \"T\", the preferred first");
    }

    private static Reading<String> dialect(String text) {
        return switch (text) {
            case "rfc780" -> new Reading.Good<>(text);
            case "rfc772", "auto" ->
                    new Reading.Bad<>(
                            "\""
                                    + text
                                    + "\" comes with a later version; this one speaks \"rfc780\""
                                    + " only");
            default -> new Reading.Bad<>("\"" + text + "\" is no dialect of MTP; write \"rfc780\"");
        };
    }

    boolean offers(String scheme) {
        return schemes.contains(scheme);
    }

    char preferred() {
        return schemes.charAt(0);
    }
}
