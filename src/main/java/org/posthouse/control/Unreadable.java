package org.posthouse.control;

/// A text from outside is not what it should be. Made where it is read and caught where the reading
/// began; it never passes an API of this package.
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    private final String why;

    /// @param why what is wrong, for whoever wrote it
    Unreadable(String why) {
        super(why, null, false, false);
        this.why = why;
    }

    String why() {
        return why;
    }
}
