package org.posthouse.ports.sockets;

/// A socket as a table shows it, before its owners are known.
record Found(
        Transport transport,
        Namespace namespace,
        IpAddress address,
        int port,
        int user,
        long inode) {}
