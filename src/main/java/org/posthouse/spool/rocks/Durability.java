package org.posthouse.spool.rocks;

/// What a commit promises when it returns.
enum Durability {
    /// It survives the loss of power, and so does all that was committed before it.
    SYNCED,
    /// It survives the end of this process, not yet the loss of power.
    UNSYNCED
}
