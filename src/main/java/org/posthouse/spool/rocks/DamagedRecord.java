package org.posthouse.spool.rocks;

import module java.base;

/// A record in the store is not as we write it.
final class DamagedRecord extends IOException {
    private static final long serialVersionUID = 1;

    DamagedRecord(String what) {
        super(what);
    }
}
