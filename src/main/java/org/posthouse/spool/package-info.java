/// The queue at rest: it never loses what was acknowledged.
///
/// | state | content | envelope | after a crash |
/// |---|---|---|---|
/// | S0 | – | – | nothing was promised |
/// | S1 arriving | chunks so far, marked *arriving*, not synced | – | swept at start by its mark |
/// | **S2 accepted** | complete, mark removed, reference + 1 | present, a due entry per waiting recipient; one synced commit | ours |
/// | S3 in attempt | present | present (the attempt is known in memory only) | attempted again |
/// | S4 settled | reference − 1; removed at 0 | gone | gone |
///
/// The commit that makes S2 is the instant at which a receiver may acknowledge. Settling the last
/// recipient and accepting the notice about it are one commit. A [Spool] is cut into [Shard]s; each
/// is owned by one process, whose memory keeps the schedule, and the shard is part of every
/// message's id.
///
/// Beside the queue lie [Registers]: small tables of what must outlast a restart and is no message.
@NullMarked
package org.posthouse.spool;

import org.jspecify.annotations.NullMarked;
