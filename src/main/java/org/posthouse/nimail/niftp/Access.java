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
    private static final int TAKE_JOB_INPUT = 0x2001;
    private static final int TAKE_JOB_OUTPUT = 0x4001;
    private static final int GIVE_JOB_INPUT = 0xa001;

    /// Whether Q is the sender.
    public boolean reads() {
        return (code & 0x8000) != 0;
    }

    /// Whether a transfer that broke is to go on.
    public boolean resumes() {
        return (code & RESUME) != 0;
    }

    /// Whether it is about running or printing something, which we never do. What unix-niftp does
    /// not do either (C001, to give a job's output) is an unknown mode.
    boolean job() {
        return switch (mode()) {
            case TAKE_JOB_INPUT, TAKE_JOB_OUTPUT, GIVE_JOB_INPUT -> true;
            default -> false;
        };
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
