package org.posthouse.local;

import org.posthouse.conf.Section;

/// What `[local]` says of delivery. Who has a mailbox, which the same table says, is settled where
/// mail comes in.
///
/// @param lineEnds `line-ends = "lf" | "crlf"`: how the lines of a letter end in a Maildir; `lf`,
///   the default, is what Unix programs expect, `crlf` keeps every octet as it came
public record LocalSettings(LineEnds lineEnds) {
    public static LocalSettings defaults() {
        return new LocalSettings(LineEnds.LF);
    }

    public static LocalSettings from(Section local) {
        return new LocalSettings(local.one("line-ends", defaults().lineEnds, LineEnds::read));
    }
}
