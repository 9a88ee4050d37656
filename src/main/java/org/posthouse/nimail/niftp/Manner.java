package org.posthouse.nimail.niftp;

import module java.base;

import org.posthouse.conf.Reading;
import org.posthouse.conf.Section;

/// How a listener speaks NIFTP, whatever it serves.
///
/// @param profile how we negotiate
/// @param commandTimeout for a whole command outside the data, and for the next SFT
/// @param greeting what we call ourselves to our partners
public record Manner(Profile profile, Duration commandTimeout, String greeting) {
    private static final String GREETING = "Posthouse NIFTP";

    public static Manner defaults() {
        return new Manner(Profile.EVERYDAY, Duration.ofMinutes(2), GREETING);
    }

    /// @param section a listener's table
    public static Manner from(Section section) {
        Manner byDefault = defaults();
        return new Manner(
                section.one("profile", byDefault.profile, Manner::profile),
                section.duration("command-timeout", byDefault.commandTimeout),
                section.text("greeting", byDefault.greeting));
    }

    private static Reading<Profile> profile(String text) {
        return switch (text) {
            case "everyday" -> new Reading.Good<>(Profile.EVERYDAY);
            case "unix-niftp" -> new Reading.Good<>(Profile.UNIX_NIFTP);
            default -> new Reading.Bad<>("\"" + text + "\" is neither everyday nor unix-niftp");
        };
    }
}
