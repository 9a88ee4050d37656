package org.posthouse.ports.sockets;

/// The network namespace a socket is in (network_namespaces(7)): port 25 of one is not port 25 of
/// another. Systems without them have the caller's alone.
public sealed interface Namespace {
    /// The inode that names it; 0 for the caller's own.
    long id();

    /// That of whoever looks.
    record Own() implements Namespace {
        @Override
        public long id() {
            return 0;
        }
    }

    /// Another one.
    ///
    /// @param id the inode that names it
    /// @param process one of the processes in it
    record Other(long id, int process) implements Namespace {}

    Namespace OWN = new Own();
}
