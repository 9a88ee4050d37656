package org.posthouse.control;

import module java.base;

import org.posthouse.mail.Message;
import org.posthouse.mail.Recipient;
import org.posthouse.spool.Shard;

/// Writes the letter that tells a sender of recipients given up.
@FunctionalInterface
public interface Notices {
    /// @param shard where the notice is drafted
    /// @param failed at least one, each with its diagnosis
    /// @return its draft is the caller's to close
    Shard.Notice about(Shard shard, Message message, List<Recipient> failed) throws IOException;
}
