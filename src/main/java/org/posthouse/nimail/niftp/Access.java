package org.posthouse.nimail.niftp;

/// A mode of access, attribute 01.
///
/// @param code on the line
public record Access(int code) {
    public static final int MAKE = 0x0001;
    public static final int REPLACE = 0x0002;
    public static final int REPLACE_OR_MAKE = 0x0003;
    public static final int APPEND = 0x0004;
    public static final int APPEND_OR_MAKE = 0x0005;
    public static final int READ_AND_REMOVE = 0x8001;
    public static final int READ = 0x8002;
    private static final int RESUME = 0x0100;
    private static final int JOB = 0x6000;

    /// Whether Q is the sender.
    public boolean reads() {
        return (code & 0x8000) != 0;
    }

    /// Whether a transfer that broke is to go on.
    public boolean resumes() {
        return (code & RESUME) != 0;
    }

    /// Whether it is about running or printing something, which we never do.
    boolean job() {
        return (code & JOB) != 0;
    }

    /// The mode without the wish to resume.
    public int mode() {
        return code & ~RESUME;
    }

    public Access resuming() {
        return new Access(code | RESUME);
    }

    boolean known() {
        int mode = mode();
        return mode >= MAKE && mode <= APPEND_OR_MAKE || mode == READ || mode == READ_AND_REMOVE;
    }
}
