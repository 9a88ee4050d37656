package org.posthouse.ports.registry;

/// A file is not what it should be.
public final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    /// @param line of the file, from 1
    /// @param why in words for its user
    public Malformed(int line, String why) {
        super(why, null, false, false);
        this.line = line;
    }

    public int line() {
        return line;
    }

    public String why() {
        return String.valueOf(getMessage());
    }
}
