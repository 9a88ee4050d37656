package org.posthouse.spool;

import module java.base;

/// The disk has no more than its reserve left: what was accepted is safe, and nothing new is
/// accepted until there is room.
public final class NoRoom extends IOException {
    private static final long serialVersionUID = 1;

    public NoRoom(String where) {
        super(where);
    }
}
