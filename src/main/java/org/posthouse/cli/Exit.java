package org.posthouse.cli;

/// What a command came to, for the scripts that call it. The numbers are a contract.
public enum Exit {
    DONE(0),
    /// Done with findings, or refused by the peer.
    REFUSED(1),
    /// Wrong usage, an unknown name, a bad configuration.
    USAGE(2),
    /// `ports`: without the right to see what it would have to judge.
    UNJUDGED(3),
    /// `ports`: the host cannot be reached.
    UNREACHABLE(4),
    /// A fault of ours (sysexits.h, `EX_SOFTWARE`).
    FAULT(70),
    /// Nothing is wrong that another time could not mend (sysexits.h, `EX_TEMPFAIL`).
    LATER(75);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
