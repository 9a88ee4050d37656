/// From the queue to the next host: which way a message goes, when it is attempted, and what
/// becomes of it.
///
/// [Routes] says where a path leads next, [Retry] when to try again, [Dispatcher] keeps the
/// schedule in memory and hands what is due to the senders. Nothing here speaks a protocol: that is
/// the part of the [org.posthouse.mail.Outbound] of each channel.
@NullMarked
package org.posthouse.dispatch;

import org.jspecify.annotations.NullMarked;
