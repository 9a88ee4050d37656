package org.posthouse.ports.sockets;

/// From how far a socket can be reached, by the address it is bound to alone; a packet filter may
/// let through less ([Firewall]).
public enum Reach {
    /// From this machine only: 127.0.0.0/8 (RFC 1122 section 3.2.1.3) or ::1 (RFC 4291 section
    /// 2.5.3).
    LOOPBACK,
    /// By one address of one of its links.
    LINK,
    /// By every address that the machine has or will have.
    ALL
}
