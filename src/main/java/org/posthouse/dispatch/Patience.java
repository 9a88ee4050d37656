package org.posthouse.dispatch;

import module java.base;

import org.posthouse.conf.Durations;
import org.posthouse.conf.Reading;
import org.posthouse.conf.Section;

/// How long, and how often, a message is tried (RFC 5321 section 4.5.4.1).
///
/// @param retry `retry`: the time after the first attempt, after the second and so on; the last one
///   repeats. Each is varied by a tenth either way
/// @param giveUp `give-up`: the age at which a message is returned to its sender
/// @param warnAfter `warn-after`: the age at which its sender is told that it is still on its way
public record Patience(List<Duration> retry, Duration giveUp, Duration warnAfter) {
    private static final Patience DEFAULTS =
            new Patience(
                    List.of(
                            Duration.ofMinutes(1),
                            Duration.ofMinutes(5),
                            Duration.ofMinutes(15),
                            Duration.ofMinutes(30),
                            Duration.ofHours(1)),
                    Duration.ofDays(5), // RFC 5321 section 4.5.4.1: at least 4-5 days
                    Duration.ofHours(4));

    public Patience {
        retry = List.copyOf(retry);
        if (retry.isEmpty()) throw new IllegalArgumentException("patience has a first wait");
    }

    public static Patience defaults() {
        return DEFAULTS;
    }

    /// @param otherwise what holds for the keys that are not there
    public static Patience from(Section section, Patience otherwise) {
        List<Duration> retry = section.several("retry", otherwise.retry, Patience::wait);
        if (retry.isEmpty() && section.keys().contains("retry"))
            section.mistake("retry", "no duration in it; write retry = [\"1m\", \"1h\"]");
        return new Patience(
                retry.isEmpty() ? otherwise.retry : retry,
                section.duration("give-up", otherwise.giveUp),
                section.duration("warn-after", otherwise.warnAfter));
    }

    private static Reading<Duration> wait(String text) {
        return switch (Durations.read(text)) {
            case Reading.Good<Duration>(var wait) when wait.compareTo(Duration.ofSeconds(1)) < 0 ->
                    new Reading.Bad<>("\"" + text + "\" is too soon; a second is the least");
            case Reading<Duration> reading -> reading;
        };
    }
}
