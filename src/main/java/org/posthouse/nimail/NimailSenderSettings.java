package org.posthouse.nimail;

import module java.base;

import org.posthouse.conf.Section;
import org.posthouse.nimail.niftp.Initiator;

/// How we send by NI MAIL. The times are those of unix-niftp (docs/nimail.md, time-outs).
///
/// @param connectTimeout for a connection to come about
/// @param replyTimeout for each answer outside the data
/// @param firstReplyTimeout for the first answer of a host of which we do not know how it wants
///   NIFTP laid on TCP; when it is over we try the other way
/// @param dataTimeout without an octet while the host takes a letter and makes it safe; empty for
///   what it asks for, or ten minutes
/// @param greeting what we call ourselves to partners
/// @param domains that are exceptions to the order of their parts: as they are written there, and
///   as they are here
public record NimailSenderSettings(
        Duration connectTimeout,
        Duration replyTimeout,
        Duration firstReplyTimeout,
        Optional<Duration> dataTimeout,
        String greeting,
        Map<String, String> domains) {
    public NimailSenderSettings {
        domains = Map.copyOf(domains);
    }

    /// Without exceptions to the order of domains.
    public NimailSenderSettings(
            Duration connectTimeout,
            Duration replyTimeout,
            Duration firstReplyTimeout,
            Optional<Duration> dataTimeout,
            String greeting) {
        this(connectTimeout, replyTimeout, firstReplyTimeout, dataTimeout, greeting, Map.of());
    }

    public static NimailSenderSettings defaults() {
        return new NimailSenderSettings(
                Duration.ofMinutes(2),
                Duration.ofMinutes(2),
                Duration.ofSeconds(20),
                Optional.empty(),
                "Posthouse NIFTP");
    }

    public static NimailSenderSettings from(Section section) {
        NimailSenderSettings byDefault = defaults();
        return new NimailSenderSettings(
                section.duration("connect-timeout", byDefault.connectTimeout),
                section.duration("reply-timeout", byDefault.replyTimeout),
                section.duration("first-reply-timeout", byDefault.firstReplyTimeout),
                section.has("data-timeout")
                        ? Optional.of(section.duration("data-timeout", Duration.ofMinutes(10)))
                        : Optional.empty(),
                section.text("greeting", byDefault.greeting),
                Domains.exceptions(section));
    }

    /// The same with one time for a connection, each answer and each part of the data.
    public NimailSenderSettings within(Duration time) {
        return new NimailSenderSettings(
                time,
                time,
                time.compareTo(firstReplyTimeout) < 0 ? time : firstReplyTimeout,
                Optional.of(time),
                greeting,
                domains);
    }

    Initiator.Times times(Laying.Certainty certainty) {
        return new Initiator.Times(
                switch (certainty) {
                    case KNOWN -> replyTimeout;
                    case GUESSED ->
                            firstReplyTimeout.compareTo(replyTimeout) < 0
                                    ? firstReplyTimeout
                                    : replyTimeout;
                },
                dataTimeout);
    }
}
