package org.posthouse.dispatch;

import module java.base;

import org.posthouse.conf.Section;

/// How long an alias lives: the table `[aliases]`.
///
/// @param keep `keep`: after its last use. Somebody may answer an old letter after years, and the
///   answer must not go to another
public record AliasSettings(Duration keep) {
    public static AliasSettings defaults() {
        return new AliasSettings(Duration.ofDays(5 * 365 + 1));
    }

    public static AliasSettings from(Section section) {
        return new AliasSettings(section.duration("keep", defaults().keep));
    }
}
