package org.posthouse.spool;

import module java.base;

import org.posthouse.mail.Measure;
import org.posthouse.mail.MessageId;

/// A text while somebody holds it. It is written by one thread, chunk by chunk, without waiting for
/// the disk; the memory it takes does not grow with it. Closing lets go: what no message refers to
/// by then is removed.
public interface Draft extends AutoCloseable {
    MessageId id();

    /// @throws NoRoom when the reserve of the disk is touched
    /// @throws IOException when the store fails; the draft is then of no use any more
    void write(byte[] octets, int offset, int length) throws IOException;

    /// What was written so far is like: its size, its widest octet, the hosts it has passed.
    Measure measure();

    @Override
    void close();
}
