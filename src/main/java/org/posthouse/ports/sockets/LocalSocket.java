package org.posthouse.ports.sockets;

import module java.base;

/// A socket of this machine that others can call: a TCP or SCTP socket that listens, or a UDP or
/// UDP-Lite socket that is bound and not connected. A client is none, whatever port it talks to.
///
/// @param address the address it is bound to
/// @param port 1 to 65535
/// @param inode the kernel's number for the socket; 0 if the system has none
/// @param user who made it, as name or number; kept when it is handed to a process of another user
public record LocalSocket(
        Transport transport,
        IpAddress address,
        int port,
        Coverage coverage,
        Namespace namespace,
        long inode,
        Optional<String> user,
        Owners owners) {
    public Reach reach() {
        return address.reach();
    }

    /// `127.0.0.1:57`, `[::1]:57`
    public String endpoint() {
        return (address.version() == IpAddress.Version.IPV6 ? "[" + address + "]" : "" + address)
                + ":"
                + port;
    }
}
