package org.posthouse.ports.identify;

import module java.base;

/// The addresses of this machine.
public final class Own {
    private Own() {}

    public static boolean has(InetAddress address) {
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) return true;
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException _) {
            return false; // then the longer waits do no harm
        }
    }
}
