package org.posthouse.mail;

/// What we know of the hosts that we have talked to, across conversations and restarts: the learnt
/// half of RFC 784's "host mail capability table". Old knowledge is forgotten, so a host that has
/// changed is soon known as what it is.
///
/// A sender that finds nothing here does as with a stranger; it may be used by several threads.
public interface Acquaintances {
    /// Strangers all, and nothing said of them is kept.
    Acquaintances NONE = _ -> Acquaintance.STRANGER;

    /// @param hop whose host, port and protocol are meant, whatever its other settings
    Acquaintance with(Hop.Remote hop);
}
