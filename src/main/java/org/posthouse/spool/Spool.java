package org.posthouse.spool;

import module java.base;

import org.posthouse.mail.MessageId;

/// All the shards this process owns.
public interface Spool extends AutoCloseable {
    /// At least one.
    List<Shard> shards();

    /// The shard a new message is to enter.
    Shard forArrival();

    /// The shard a message is in, if we own it.
    Optional<Shard> holding(MessageId id);

    /// The small tables beside the queue.
    Registers registers();

    /// Lets what is committed reach the disk, and closes. Further calls on shards throw
    /// [IOException].
    @Override
    void close();
}
