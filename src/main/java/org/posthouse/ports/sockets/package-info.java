/// What listens on this machine, and whose it is: read from the system's own tables, without a
/// packet sent or a network socket opened, so that looking disturbs nobody and shows up nowhere.
///
/// [Sockets] is the door, with one reader behind it for each system. A [Listing] holds a
/// [LocalSocket] for each listener, with its [Owners] as far as the caller may see them; what he
/// may not see is said, socket by socket. Nothing here knows what a port number is registered for.
@NullMarked
package org.posthouse.ports.sockets;

import org.jspecify.annotations.NullMarked;
