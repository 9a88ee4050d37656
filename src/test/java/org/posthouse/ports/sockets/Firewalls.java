package org.posthouse.ports.sockets;

import module java.base;

/// Packet filters for tests of other packages, by rules as nft(8) printed them.
public final class Firewalls {
    private Firewalls() {}

    /// @param sample `server.json` or another of the samples
    public static Firewall nft(String sample) throws IOException {
        return Firewall.of(Nft.read(Samples.text(sample)).orElseThrow().rules());
    }
}
