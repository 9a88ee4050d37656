package org.posthouse.cli;

/// Ends a command with one line for its user. [Cli] prints the line; nobody sees a stack trace.
public final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Exit exit;

    /// @param words what is wrong and what to do about it, in one line
    public Stop(Exit exit, String words) {
        super(words, null, false, false);
        this.exit = exit;
    }

    /// The user asked for something that cannot be.
    public static Stop usage(String words) {
        return new Stop(Exit.USAGE, words);
    }

    /// Another time it may work.
    public static Stop later(String words) {
        return new Stop(Exit.LATER, words);
    }

    public Exit exit() {
        return exit;
    }

    public String words() {
        return String.valueOf(getMessage());
    }
}
