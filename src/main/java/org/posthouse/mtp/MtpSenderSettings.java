package org.posthouse.mtp;

import module java.base;

import org.posthouse.conf.Section;

/// How we send by MTP. RFC 780 has no times; these are those of RFC 5321 section 4.5.3.2, which
/// were found over the years.
///
/// @param acceptForwarding whether a host that says 151 is let forward the mail, which it knows how
///   to (RFC 780 section 3.1)
/// @param acceptOperator whether a host that says 152 is let hand the mail to its operator; the
///   sender of a misspelled name is better served with a notice (RFC 780 section 3.1)
/// @param delay how long we wait for a host that says 120, "Service ready in nnn minutes"
/// @param unasked how long a host that may be one of RFC 772 is given to go on by itself after a
///   preliminary reply, before CONT or ABRT
/// @param connectTimeout for a connection to come about
/// @param greetingTimeout for the first reply
/// @param replyTimeout for the reply to a command
/// @param textTimeout for the host to take every 4096 octets of a text
/// @param endTimeout for the reply after a text, when the host makes the mail safe
public record MtpSenderSettings(
        boolean acceptForwarding,
        boolean acceptOperator,
        Duration delay,
        Duration unasked,
        Duration connectTimeout,
        Duration greetingTimeout,
        Duration replyTimeout,
        Duration textTimeout,
        Duration endTimeout) {

    public static MtpSenderSettings defaults() {
        return new MtpSenderSettings(
                true,
                false,
                Duration.ofMinutes(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(3),
                Duration.ofMinutes(10));
    }

    public static MtpSenderSettings from(Section section) {
        MtpSenderSettings byDefault = defaults();
        return new MtpSenderSettings(
                section.yes("accept-forwarding", byDefault.acceptForwarding),
                section.yes("accept-operator", byDefault.acceptOperator),
                section.duration("delay", byDefault.delay),
                section.duration("unasked", byDefault.unasked),
                section.duration("connect-timeout", byDefault.connectTimeout),
                section.duration("greeting-timeout", byDefault.greetingTimeout),
                section.duration("reply-timeout", byDefault.replyTimeout),
                section.duration("text-timeout", byDefault.textTimeout),
                section.duration("end-timeout", byDefault.endTimeout));
    }

    /// The same with one time for a connection, each reply and each part of a text.
    public MtpSenderSettings within(Duration time) {
        return new MtpSenderSettings(
                acceptForwarding,
                acceptOperator,
                time,
                time.compareTo(unasked) < 0 ? time : unasked,
                time,
                time,
                time,
                time,
                time);
    }
}
