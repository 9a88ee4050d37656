package org.posthouse.ports.sockets;

/// What a condition of a packet filter looks at.
///
/// @param protocol the condition holds of no packet of another one, turned round or not: `tcp` for
///   a port of TCP, `ip` for an address of IPv4; empty if it is of none
record Field(What what, String protocol) {
    enum What {
        /// The protocol above IP.
        TRANSPORT,
        /// The port called.
        PORT,
        /// The address called from.
        FROM,
        /// The address called.
        TO,
        /// The interface it comes in by.
        INTERFACE,
        /// IPv4 or IPv6.
        VERSION,
        /// What connection tracking says; a caller's first packet is `new`.
        STATE,
        /// Whose the address is that is called; that of a listener is `local`.
        TO_TYPE,
        /// Whose the address is that is called from.
        FROM_TYPE,
        /// Anything else.
        OTHER
    }

    static Field of(What what) {
        return new Field(what, "");
    }
}
