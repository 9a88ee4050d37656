package org.posthouse.control;

import module java.base;

/// The other side of a control connection is gone, or was too slow. Told apart from a store that
/// fails.
final class LineBroken extends IOException {
    private static final long serialVersionUID = 1;

    LineBroken(String what) {
        super(what);
    }

    LineBroken(IOException cause) {
        super("the connection broke: " + cause.getMessage(), cause);
    }
}
