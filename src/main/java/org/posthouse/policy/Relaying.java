package org.posthouse.policy;

import module java.base;

import org.posthouse.mail.Host;

/// Whether a peer may send mail through us to somebody who is not here. Open to nobody but loopback
/// until an operator says otherwise: an open relay is found and abused within hours.
public final class Relaying {
    private final PolicySettings settings;

    public Relaying(PolicySettings settings) {
        this.settings = settings;
    }

    /// @param peer who asks
    /// @param next the host the message would go to
    public boolean allows(InetAddress peer, Host next) {
        return settings.relay().stream().anyMatch(network -> network.holds(peer))
                || settings.relayTo().stream()
                        .anyMatch(pattern -> matches(pattern.toLowerCase(Locale.ROOT), next.key()));
    }

    private static boolean matches(String pattern, String host) {
        return pattern.startsWith("*.")
                ? host.endsWith(pattern.substring(1))
                : host.equals(pattern);
    }
}
