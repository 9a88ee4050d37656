/// The queue on RocksDB, in one shard.
///
/// ```
/// callers ── RocksShard ── Batch ──> Committer ── one synced commit for all that wait ──> Store
///                └──────── reads ──> Gate ──────────────────────────────────────────────────^
/// ```
///
/// [Store] is the seam to the engine: everything above it is our own logic and is tested with
/// faults in each call of it. Writes go through one platform thread ([Committer]), because a native
/// call pins the carrier of a virtual thread and a disk is best asked once for many. [Gate] holds
/// the store while it works; after an error the committer's thread closes it and opens it again,
/// with the rules of recovery ([Sweep]).
///
/// | table | key | value |
/// |---|---|---|
/// | meta | name | [Marks], format |
/// | content | id | [TextRecord]: references and measure |
/// | content | id, chunk | octets, 64 KiB in each but the last |
/// | arriving | id | nothing: chunks of this id belong to no message yet, or to none any more |
/// | envelope | id | [EnvelopeRecord] |
/// | recipient | id, number | [RecipientRecord] |
/// | due | destination, 0, time, id, number | nothing |
/// | register | register, 0, key | [RowRecord]: names and values |
@NullMarked
package org.posthouse.spool.rocks;

import org.jspecify.annotations.NullMarked;
