package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.conf.Section;

/// How we send FTP mail. RFC 765 has no times; these are those of RFC 5321 section 4.5.3.2, which
/// were found over the years.
///
/// @param logins by the names that hops call them by, `netml` always among them
/// @param delay how long we wait for a host that says 120, "Service ready in nnn minutes"
/// @param connectTimeout for a connection to come about, a data connection too
/// @param greetingTimeout for the first reply
/// @param replyTimeout for the reply to a command
/// @param textTimeout for the host to take every 4096 octets of a text
/// @param endTimeout for the reply after a text, when the host makes the mail safe
public record FtpmailSenderSettings(
        Map<String, Login> logins,
        Duration delay,
        Duration connectTimeout,
        Duration greetingTimeout,
        Duration replyTimeout,
        Duration textTimeout,
        Duration endTimeout) {
    public FtpmailSenderSettings {
        logins = Map.copyOf(logins);
    }

    public static FtpmailSenderSettings defaults() {
        return new FtpmailSenderSettings(
                Map.of("netml", Login.NETML),
                Duration.ofMinutes(5),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(3),
                Duration.ofMinutes(10));
    }

    public static FtpmailSenderSettings from(Section section) {
        FtpmailSenderSettings byDefault = defaults();
        var logins = new HashMap<String, Login>(byDefault.logins);
        Section named = section.table("login");
        for (String name : named.keys()) logins.put(name, Login.from(named.table(name)));
        return new FtpmailSenderSettings(
                logins,
                section.duration("delay", byDefault.delay),
                section.duration("connect-timeout", byDefault.connectTimeout),
                section.duration("greeting-timeout", byDefault.greetingTimeout),
                section.duration("reply-timeout", byDefault.replyTimeout),
                section.duration("text-timeout", byDefault.textTimeout),
                section.duration("end-timeout", byDefault.endTimeout));
    }

    /// The same with one time for a connection, each reply and each part of a text.
    public FtpmailSenderSettings within(Duration time) {
        return new FtpmailSenderSettings(logins, time, time, time, time, time, time);
    }
}
