/// Work on the queue, for a person: list, show, retry, hold, release, delete, bounce, export.
///
/// [QueueWork] says what can be asked. [SpoolQueue] does it on a spool; a running server offers
/// that over a Unix domain socket ([ControlServer]), whose other end is [RemoteQueue]; where no
/// server runs, the same [SpoolQueue] works on the spool directly. [QueueDoor] finds out which. An
/// export is RFC 785's pair of files for each message.
@NullMarked
package org.posthouse.control;

import org.jspecify.annotations.NullMarked;
