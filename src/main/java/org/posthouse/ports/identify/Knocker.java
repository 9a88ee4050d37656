package org.posthouse.ports.identify;

import module java.base;

/// Finds out whether a port takes a connection, and leaves it at that.
public final class Knocker {
    private Knocker() {}

    public static Reach knock(InetAddress address, int port, Duration limit) {
        Knock knock = Knock.at(new InetSocketAddress(address, port), limit);
        knock.socket().ifPresent(socket -> new PlainPipe(socket).close());
        return knock.reach();
    }
}
