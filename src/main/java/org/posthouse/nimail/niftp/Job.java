package org.posthouse.nimail.niftp;

import module java.base;

/// One transfer that P is to make.
public sealed interface Job {
    Wanted wanted();

    /// We have the data.
    record Give(Wanted wanted, Source source) implements Job {}

    /// We get the data.
    ///
    /// @param marks that it can begin at besides the start
    record Take(Wanted wanted, Store store, List<Mark> marks) implements Job {
        public Take {
            marks = List.copyOf(marks);
        }
    }
}
