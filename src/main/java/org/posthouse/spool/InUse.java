package org.posthouse.spool;

import module java.base;

/// Another process has this spool open, and only one may.
public final class InUse extends IOException {
    private static final long serialVersionUID = 1;

    public InUse(String where) {
        super(where);
    }
}
