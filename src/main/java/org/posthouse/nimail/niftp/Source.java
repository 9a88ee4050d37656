package org.posthouse.nimail.niftp;

import module java.base;

/// Where data to be sent come from.
public interface Source {
    /// From the start, for each time they are read.
    InputStream open() throws IOException;

    /// Octets from mark to mark; a transfer that goes on has those it began with.
    int interval();

    /// The receiver has secured the data up to a mark.
    default void secured(int mark) {}

    /// The receiver has all of it; only STOP and STOPACK are missing.
    default void acknowledged() {}

    /// The transfer is over.
    ///
    /// @return what went wrong on our side after the data were acknowledged, in words for the
    ///   partner
    Optional<String> over(State state);

    /// The receiver would not have it.
    ///
    /// @param why in his words
    default void refused(State state, String why) {}

    /// The last word: there is no more of this transfer in this conversation, however it ended.
    default void left() {}
}
