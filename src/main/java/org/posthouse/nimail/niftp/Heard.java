package org.posthouse.nimail.niftp;

/// What a record of level 0 turned out to be.
public sealed interface Heard permits Command, Heard.Malformed, Heard.Nothing {
    /// No command.
    ///
    /// @param why in words for a log
    record Malformed(String why) implements Heard {}

    /// The line ended.
    record Nothing() implements Heard {}
}
