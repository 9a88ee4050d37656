package org.posthouse.ports.sockets;

import module java.base;

/// The system's tables of sockets cannot be read, or are not what they are documented to be.
public final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param words what is wrong, in one line for the operator
    public Unreadable(String words) {
        super(words);
    }
}
