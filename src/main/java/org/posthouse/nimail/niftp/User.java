package org.posthouse.nimail.niftp;

import module java.base;

import org.posthouse.conf.PasswordHash;
import org.posthouse.conf.Reading;
import org.posthouse.conf.Section;

/// Who may use the tree: `[listen.niftp.user.NAME]`.
///
/// @param home where his file names begin, below the tree; he reaches nothing outside
/// @param rights what he may do there
public record User(String name, PasswordHash password, String home, Rights rights) {
    /// What a user may do.
    public enum Rights {
        READ_ONLY,
        READ_WRITE
    }

    static Optional<User> from(String name, Section section) {
        Optional<PasswordHash> password = section.text("password").flatMap(PasswordHash::read);
        String home = section.text("home", "");
        Rights rights = section.one("access", Rights.READ_ONLY, User::rights);
        if (password.isEmpty())
            section.mistake("password", "a hash as `posthouse niftp password` makes it");
        return password.map(hash -> new User(name, hash, home, rights));
    }

    private static Reading<Rights> rights(String text) {
        return switch (text) {
            case "read-only" -> new Reading.Good<>(Rights.READ_ONLY);
            case "read-write" -> new Reading.Good<>(Rights.READ_WRITE);
            default -> new Reading.Bad<>("\"" + text + "\" is neither read-only nor read-write");
        };
    }
}
