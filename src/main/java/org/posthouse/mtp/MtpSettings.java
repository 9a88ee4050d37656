package org.posthouse.mtp;

import module java.base;

import org.posthouse.conf.Reading;
import org.posthouse.conf.Section;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.Rfc780Path;

/// What a listener for MTP can be told. All sizes are well above those that RFC 780 section 5.5.3
/// asks for: "to the maximum extent possible implementation techniques which impose no limits at
/// all" are to be used.
///
/// @param dialect the edition of MTP
/// @param schemes which multi-recipient schemes are offered, the preferred one first: `RT`, `TR`,
///   `R` or `T` (RFC 780 section 4.1); `NONE`: MRSQ and MRCP are not there
/// @param generalDelivery where mail for nobody goes (RFC 780 section 5.1.1, MAIL); 550 without it
/// @param operator who forwards mail for users we do not know (RFC 780 section 3.1, 152); 550
///   without one
/// @param recipients how many recipients first can be stored; the next one is told 452 (RFC 780
///   section 4.4)
/// @param commandLine octets of the longest command line, its CRLF counted
/// @param textLine octets of the longest line of a text, its CRLF counted
/// @param messageSize octets of the largest text
/// @param waiting callers who may wait for a place at one time, each greeted 120 (RFC 780 section
///   5.3); further ones are told 421
/// @param delay how long each of them may wait
/// @param errors commands that cannot be understood or come out of order, before we hang up
/// @param idleCommands that carry no message forward (MRSQ, NOOP, HELP, texts for nobody yet) since
///   the last message was taken, before we hang up
/// @param commandTimeout how long the sender may take to its next command
/// @param textTimeout how long it may take for every 4096 octets of a text
/// @param sessionTimeout for a whole conversation; it is ended between two commands
public record MtpSettings(
        Dialect dialect,
        String schemes,
        Optional<Mailbox> generalDelivery,
        Optional<Mailbox> operator,
        int recipients,
        int commandLine,
        int textLine,
        long messageSize,
        int waiting,
        Duration delay,
        int errors,
        int idleCommands,
        Duration commandTimeout,
        Duration textTimeout,
        Duration sessionTimeout) {
    private static final Pattern SCHEMES = Pattern.compile("RT|TR|R|T|NONE");

    public MtpSettings {
        if (!SCHEMES.matcher(schemes).matches())
            throw new IllegalArgumentException("no schemes: " + schemes);
    }

    public static MtpSettings defaults() {
        return new MtpSettings(
                Dialect.RFC780,
                "RT",
                Optional.empty(),
                Optional.empty(),
                1000,
                4096,
                1 << 20,
                256 << 20,
                100,
                Duration.ofMinutes(1),
                20,
                100,
                Duration.ofMinutes(5),
                Duration.ofMinutes(3),
                Duration.ofHours(24));
    }

    /// The settings in a listener's table.
    public static MtpSettings from(Section section) {
        MtpSettings byDefault = defaults();
        return new MtpSettings(
                section.one("dialect", byDefault.dialect, Dialect::read),
                section.one("schemes", byDefault.schemes, MtpSettings::schemes),
                mailbox(section, "general-delivery"),
                mailbox(section, "operator"),
                section.number("recipients", byDefault.recipients, 1, 10_000),
                section.number("command-line", byDefault.commandLine, 200, 1 << 20),
                section.number("text-line", byDefault.textLine, 1000, Integer.MAX_VALUE),
                section.size("message-size", byDefault.messageSize),
                section.number("waiting", byDefault.waiting, 0, 100_000),
                section.duration("delay", byDefault.delay),
                section.number("errors", byDefault.errors, 1, 1_000_000),
                section.number("idle-commands", byDefault.idleCommands, 1, 1_000_000),
                section.duration("command-timeout", byDefault.commandTimeout),
                section.duration("text-timeout", byDefault.textTimeout),
                section.duration("session-timeout", byDefault.sessionTimeout));
    }

    private static Reading<String> schemes(String text) {
        String schemes = text.toUpperCase(Locale.ROOT);
        return SCHEMES.matcher(schemes).matches()
                ? new Reading.Good<>(schemes)
                : new Reading.Bad<>(
                        "\""
                                + text
                                + "\" is not \"RT\", \"TR\", \"R\" or \"T\", the preferred first,"
                                + " nor \"none\"");
    }

    private static Optional<Mailbox> mailbox(Section section, String key) {
        return section.text(key).flatMap(text -> mailbox(section, key, text));
    }

    private static Optional<Mailbox> mailbox(Section section, String key, String text) {
        if (Rfc780Path.read("<" + text + ">") instanceof PathReading.Understood(MailPath path)
                && path.route().isEmpty()) return Optional.of(path.mailbox());
        section.mistake(key, "\"" + text + "\" is no mailbox; write \"user@host\"");
        return Optional.empty();
    }

    /// "The multi-recipient mail procedures are optional" (RFC 780 section 2).
    boolean hasSchemes() {
        return !schemes.equals("NONE");
    }

    boolean offers(String scheme) {
        return schemes.contains(scheme);
    }

    char preferred() {
        return schemes.charAt(0);
    }
}
