package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.conf.Reading;
import org.posthouse.conf.Section;

/// What a listener for FTP mail can be told.
///
/// @param replies the reply codes spoken, `rfc765` or `rfc743`
/// @param schemes which multi-recipient schemes are offered, the preferred one first: `RT`, `TR`,
///   `R` or `T` (RFC 743, RFC 765)
/// @param generalDelivery the local user who gets mail that names no recipient, "destined for a
///   printer or other designated place" (RFC 385 section 13); empty for none, and a refusal
/// @param recipients how many recipients first can be stored
/// @param commandLine octets of the longest command line, its CRLF counted
/// @param textLine octets of the longest line of a text, its CRLF counted
/// @param messageSize octets of the largest text
/// @param errors commands that cannot be understood, before we hang up
/// @param idleCommands that carry no message forward since the last one was taken, before we hang
///   up
/// @param commandTimeout how long the peer may take to its next command
/// @param textTimeout how long it may take for every 4096 octets of a text
/// @param sessionTimeout for a whole conversation; it is ended between two commands
/// @param dataTimeout how long a data connection may take to come about
public record FtpmailSettings(
        Generation replies,
        String schemes,
        String generalDelivery,
        int recipients,
        int commandLine,
        int textLine,
        long messageSize,
        int errors,
        int idleCommands,
        Duration commandTimeout,
        Duration textTimeout,
        Duration sessionTimeout,
        Duration dataTimeout) {
    private static final Pattern SCHEMES = Pattern.compile("RT|TR|R|T");

    public FtpmailSettings {
        if (!SCHEMES.matcher(schemes).matches())
            throw new IllegalArgumentException("no schemes: " + schemes);
    }

    public static FtpmailSettings defaults() {
        return new FtpmailSettings(
                Generation.RFC765,
                "RT",
                "",
                1000,
                4096,
                1 << 20,
                256 << 20,
                20,
                100,
                Duration.ofMinutes(5),
                Duration.ofMinutes(3),
                Duration.ofHours(24),
                Duration.ofSeconds(30));
    }

    /// The settings in a listener's table.
    public static FtpmailSettings from(Section section) {
        FtpmailSettings byDefault = defaults();
        String replies = section.one("replies", "rfc765", FtpmailSettings::replies);
        return new FtpmailSettings(
                replies.equals("rfc743") ? Generation.RFC743 : Generation.RFC765,
                section.one("schemes", byDefault.schemes, FtpmailSettings::schemes),
                section.text("general-delivery", byDefault.generalDelivery),
                section.number("recipients", byDefault.recipients, 1, 10_000),
                section.number("command-line", byDefault.commandLine, 200, 1 << 20),
                section.number("text-line", byDefault.textLine, 1000, Integer.MAX_VALUE),
                section.size("message-size", byDefault.messageSize),
                section.number("errors", byDefault.errors, 1, 1_000_000),
                section.number("idle-commands", byDefault.idleCommands, 1, 1_000_000),
                section.duration("command-timeout", byDefault.commandTimeout),
                section.duration("text-timeout", byDefault.textTimeout),
                section.duration("session-timeout", byDefault.sessionTimeout),
                section.duration("data-timeout", byDefault.dataTimeout));
    }

    private static Reading<String> replies(String text) {
        return text.equals("rfc743") || text.equals("rfc765")
                ? new Reading.Good<>(text)
                : new Reading.Bad<>(
                        "\"" + text + "\" are no replies we have; write \"rfc765\" or \"rfc743\"");
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

    boolean offers(String scheme) {
        return schemes.contains(scheme);
    }

    Saying preferred() {
        return schemes.charAt(0) == 'R' ? Saying.RECIPIENTS_FIRST : Saying.TEXT_FIRST;
    }
}
