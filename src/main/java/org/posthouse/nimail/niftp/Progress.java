package org.posthouse.nimail.niftp;

/// Hears of each stretch of data as it passes.
public interface Progress {
    Progress NONE = _ -> {};

    void moved(long octets);
}
