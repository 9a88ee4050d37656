package org.posthouse.dispatch;

import module java.base;

import org.posthouse.conf.Section;

/// How long aliases live, and how many there may be: the table `[aliases]`.
///
/// @param keep `keep`: after its last use. Somebody may answer an old letter after years, and the
///   answer must not go to another
/// @param most `most`: beyond that many no new ones are made, for anybody may write to a host of
///   old under any number of names
public record AliasSettings(Duration keep, int most) {
    public static AliasSettings defaults() {
        return new AliasSettings(Duration.ofDays(5 * 365 + 1), 1_000_000);
    }

    public static AliasSettings from(Section section) {
        AliasSettings byDefault = defaults();
        return new AliasSettings(
                section.duration("keep", byDefault.keep),
                section.number("most", byDefault.most, 0, 100_000_000));
    }
}
