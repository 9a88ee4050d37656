package org.posthouse.ports.identify;

import module java.base;

/// One port to look at.
///
/// @param name the host's name where one was given: it is told to TLS (RFC 6066 section 3); an
///   address never is
/// @param like the number of the port whose habits are to be expected: its own, or another when a
///   service is known to have been moved
public record Target(InetAddress address, int port, Optional<String> name, int like) {
    /// No port, but like 102 where its user says that it has X.400 and no controller of a machine.
    public static final int X400 = 65_536 + 102;

    public static Target of(InetAddress address, int port) {
        return new Target(address, port, Optional.empty(), port);
    }

    /// The same, to be asked as if it listened at another port.
    public Target like(int other) {
        return new Target(address, port, name, other);
    }

    InetSocketAddress socketAddress() {
        return new InetSocketAddress(address, port);
    }
}
