package org.posthouse.smtp;

import module java.base;

import org.posthouse.conf.Reading;
import org.posthouse.conf.Section;

/// How a listener speaks SMTP. Sizes are RFC 5321 section 4.5.3.1's, times section 4.5.3.2's; what
/// the RFC gives as the least we must take is far below what we do.
///
/// @param messageSize octets of the largest message; declared with SIZE (RFC 1870)
/// @param recipients of one transaction, at least 100 (4.5.3.1.8)
/// @param commandLine octets of the longest command line, its CRLF counted, at least 1036 (RFC 3461
///   section 5.4)
/// @param path octets of the longest path, its brackets counted, at least 256 (4.5.3.1.3)
/// @param textLine octets of the longest line of a message, its CRLF counted, at least 1000
///   (4.5.3.1.6)
/// @param errors commands that cannot be understood or come out of order, before we hang up
/// @param idleCommands that carry no message forward (NOOP, RSET, VRFY, HELP) since the last
///   message was taken, before we hang up
/// @param commandTimeout for the next command, at least 5 minutes (4.5.3.2.7)
/// @param dataTimeout for each 4 KiB of a message (4.5.3.2.5)
/// @param sessionTimeout for a whole conversation; it is ended between two commands
/// @param strayLineEnds what becomes of a message with a CR or LF outside CRLF
/// @param vrfy whose VRFY is answered with a yes
public record SmtpSettings(
        long messageSize,
        int recipients,
        int commandLine,
        int path,
        int textLine,
        int errors,
        int idleCommands,
        Duration commandTimeout,
        Duration dataTimeout,
        Duration sessionTimeout,
        StrayLineEnds strayLineEnds,
        Vrfy vrfy) {

    /// What becomes of a message with a CR or LF outside CRLF (RFC 5321 section 2.3.8 forbids them,
    /// and hosts that disagree about what they end can be made to see two messages in one).
    public enum StrayLineEnds {
        /// 550, after the whole of it was heard.
        REJECT,
        /// It is taken as it is. Only CRLF `.` CRLF ends it all the same. Commands may end with LF.
        ACCEPT
    }

    /// Whose VRFY is answered with the user's mailbox; everybody else gets 252 (RFC 5321 section
    /// 7.3).
    public enum Vrfy {
        LOOPBACK,
        YES,
        NO
    }

    public static SmtpSettings defaults() {
        return new SmtpSettings(
                256L << 20,
                1000,
                2048,
                1024,
                1 << 20,
                20,
                100,
                Duration.ofMinutes(5),
                Duration.ofMinutes(3),
                Duration.ofHours(24),
                StrayLineEnds.REJECT,
                Vrfy.LOOPBACK);
    }

    /// @param section a listener's table, `[listen.smtp]`
    public static SmtpSettings from(Section section) {
        SmtpSettings byDefault = defaults();
        return new SmtpSettings(
                messageSize(section, byDefault.messageSize),
                section.number("recipients", byDefault.recipients, 100, 1_000_000),
                section.number("command-line", byDefault.commandLine, 1036, 1 << 20),
                section.number("path", byDefault.path, 256, 1 << 16),
                section.number("text-line", byDefault.textLine, 1000, Integer.MAX_VALUE),
                section.number("errors", byDefault.errors, 1, 1_000_000),
                section.number("idle-commands", byDefault.idleCommands, 1, 1_000_000),
                section.duration("command-timeout", byDefault.commandTimeout),
                section.duration("data-timeout", byDefault.dataTimeout),
                section.duration("session-timeout", byDefault.sessionTimeout),
                section.one("stray-line-ends", byDefault.strayLineEnds, word(StrayLineEnds.class)),
                section.one("vrfy", byDefault.vrfy, word(Vrfy.class)));
    }

    private static long messageSize(Section section, long byDefault) {
        long size = section.size("message-size", byDefault);
        if (size >= 64 << 10) return size;
        section.mistake("message-size", "at least 64KiB (RFC 5321 section 4.5.3.1.7)");
        return byDefault;
    }

    private static <E extends Enum<E>> Function<String, Reading<E>> word(Class<E> kind) {
        Map<String, E> words =
                EnumSet.allOf(kind).stream()
                        .collect(
                                Collectors.toMap(
                                        word -> word.name().toLowerCase(Locale.ROOT),
                                        Function.identity(),
                                        (first, _) -> first,
                                        LinkedHashMap::new));
        return text -> {
            E word = words.get(text);
            return word != null
                    ? new Reading.Good<>(word)
                    : new Reading.Bad<>(
                            "\"" + text + "\" is none of " + String.join(", ", words.keySet()));
        };
    }

    boolean acceptsStray() {
        return strayLineEnds == StrayLineEnds.ACCEPT;
    }
}
