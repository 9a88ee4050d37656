package org.posthouse.nimail.niftp;

import org.posthouse.mail.Transfer;

/// Hears how the transfers of one connection go, one after the other.
@FunctionalInterface
public interface Progress {
    Progress NONE = _ -> {};

    /// Hears of each stretch of data as it passes.
    void moved(long octets);

    /// One begins: both sides know what is to be transferred.
    default void agreed(Agreement agreement, Transfer.Direction direction) {}

    default void became(Transfer.Stage stage) {}

    /// The receiver has secured the data up to a mark.
    default void secured(int mark) {}

    /// The transfer is over, one way or another.
    default void over() {}
}
