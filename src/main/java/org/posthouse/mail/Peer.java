package org.posthouse.mail;

import module java.base;

/// Who is talking to us.
///
/// @param protocol as a `Received:` field names it (RFC 5321 section 4.4): `SMTP`, `ESMTP`, `MTP`,
///   `LOCAL` …
/// @param name what it calls itself; empty where the protocol has no word for it
public record Peer(InetAddress address, String protocol, String name) {
    /// Ourselves, as the author of notices.
    public static Peer ourselves(String host) {
        return new Peer(InetAddress.getLoopbackAddress(), "LOCAL", host);
    }
}
