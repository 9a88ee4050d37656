package org.posthouse.control;

import module java.base;

import org.posthouse.spool.Due;

/// Who is to know that something in the queue has become due: the dispatcher of a running server.
public interface Schedule {
    /// These entries are in the spool now.
    void added(Collection<Due> entries);

    /// Attempt all that waits, for one destination or for every one, whatever its time.
    void flush(Optional<String> destination);
}
