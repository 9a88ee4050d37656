package org.posthouse.ports.sockets;

import module java.base;

/// The sockets of this machine. Reading them sends nothing and opens no socket.
public interface Sockets {
    /// Looks now.
    Listing read(Wanted wanted) throws Unreadable;

    /// The reader for the system we run on: macOS and Windows have tools for it, all others are
    /// taken for a Linux.
    static Sockets here() {
        String system = System.getProperty("os.name", "");
        if (system.startsWith("Mac")) return new ToolSockets(new Lsof(), Tool::lines);
        if (system.startsWith("Windows")) return new ToolSockets(new Netstat(), Tool::lines);
        return new ProcSockets(ProcTree.LIVE, Surroundings.LIVE);
    }
}
