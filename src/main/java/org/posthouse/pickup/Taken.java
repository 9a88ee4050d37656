package org.posthouse.pickup;

import module java.base;

import org.posthouse.mail.MessageId;

/// What came of looking at a file.
sealed interface Taken {
    /// The spool has the message; its files may go.
    ///
    /// @param files the one that asked for it first
    record Accepted(MessageId id, List<Path> files) implements Taken {}

    /// It may be in the making still, or waits for its other half.
    ///
    /// @param when to look again
    record NotYet(Instant when) implements Taken {}

    /// Nothing is wrong with it that another time could not mend.
    ///
    /// @param scope what else is to wait
    record Later(String why, Scope scope) implements Taken {}

    /// It can never be taken as it is.
    ///
    /// @param files to be set aside, the one that asks first
    /// @param why for a person, in one or more lines
    record Unfit(List<Path> files, String why) implements Taken {}

    /// It is gone, or none of ours.
    record Nothing() implements Taken {}

    enum Scope {
        /// This file.
        FILE,
        /// Any file: the spool takes nothing now.
        ALL
    }
}
