package org.posthouse.ports.identify;

import module java.base;

/// How sure an identification is. It is about the protocol, never about the product, which is only
/// what a service says of itself.
public enum Confidence {
    /// What would be seen of others too: silence, or free text at the port where it belongs.
    GUESS,
    /// It greets like this protocol, and no question could be asked or none settled it.
    LIKELY,
    /// It answered as this protocol demands and as no other we know of does.
    CERTAIN;

    /// As reports and scripts have it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
