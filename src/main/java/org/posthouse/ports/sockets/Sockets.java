package org.posthouse.ports.sockets;

import module java.base;

/// The sockets of this machine. Reading them sends nothing and opens no socket.
public interface Sockets {
    /// Looks now.
    Listing read(Wanted wanted) throws Unreadable;

    /// The reader for the system we run on.
    static Sockets here() {
        return new ProcSockets(ProcTree.LIVE);
    }
}
