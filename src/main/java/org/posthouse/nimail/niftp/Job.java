package org.posthouse.nimail.niftp;

/// One transfer that P is to make.
public sealed interface Job {
    Wanted wanted();

    /// We have the data.
    record Give(Wanted wanted, Source source) implements Job {}

    /// We get the data.
    ///
    /// @param start the mark that a transfer which broke goes on from, else [Mark#START]
    record Take(Wanted wanted, Store store, Mark start) implements Job {}
}
