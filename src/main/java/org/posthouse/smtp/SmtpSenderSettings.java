package org.posthouse.smtp;

import module java.base;

import org.posthouse.conf.Section;

/// How we send by SMTP. The times are those of RFC 5321 section 4.5.3.2.
///
/// @param recipients most in one transaction; a hop may be given its own (4.5.3.1.8: what each
///   receiver takes)
/// @param connectTimeout for a connection to come about
/// @param greetingTimeout for the first reply (4.5.3.2.1), and for the one to EHLO
/// @param commandTimeout for the reply to MAIL, to RCPT and to RSET (4.5.3.2.2, 4.5.3.2.3)
/// @param dataTimeout for the reply to DATA (4.5.3.2.4)
/// @param textTimeout for the host to take every 4 KiB of a text (4.5.3.2.5)
/// @param endTimeout for the reply after a text, while the host makes the mail safe (4.5.3.2.6)
public record SmtpSenderSettings(
        int recipients,
        Duration connectTimeout,
        Duration greetingTimeout,
        Duration commandTimeout,
        Duration dataTimeout,
        Duration textTimeout,
        Duration endTimeout) {

    public static SmtpSenderSettings defaults() {
        return new SmtpSenderSettings(
                100,
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(2),
                Duration.ofMinutes(3),
                Duration.ofMinutes(10));
    }

    public static SmtpSenderSettings from(Section section) {
        SmtpSenderSettings byDefault = defaults();
        return new SmtpSenderSettings(
                section.number("recipients", byDefault.recipients, 1, HopSettings.MOST_RECIPIENTS),
                section.duration("connect-timeout", byDefault.connectTimeout),
                section.duration("greeting-timeout", byDefault.greetingTimeout),
                section.duration("command-timeout", byDefault.commandTimeout),
                section.duration("data-timeout", byDefault.dataTimeout),
                section.duration("text-timeout", byDefault.textTimeout),
                section.duration("end-timeout", byDefault.endTimeout));
    }

    /// The same with one time for a connection, each reply and each part of a text.
    public SmtpSenderSettings within(Duration time) {
        return new SmtpSenderSettings(recipients, time, time, time, time, time, time);
    }
}
