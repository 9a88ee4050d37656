package org.posthouse.nimail.niftp;

import module java.base;

/// The state of a transfer, attribute 0F: how far it came, and what is to be made of it.
///
/// @param code on the line
public record State(int code) {
    public static final State VIABLE = new State(0x0000);
    public static final State REJECTED = new State(0x1001);
    public static final State BAD_ATTRIBUTE = new State(0x1002);
    public static final State TRY_LATER = new State(0x1003);
    public static final State NO_RESUMPTION = new State(0x1004);
    public static final State DONE = new State(0x2000);
    public static final State DONE_WITH_PROBLEM = new State(0x2001);
    public static final State ABORTED = new State(0x3010);
    public static final State ABORTED_RESUMABLE = new State(0x3011);

    public static State of(int code) {
        return new State(code);
    }

    /// Whether both are of one class: viable, rejected, terminated, aborted. A state may only
    /// become worse within its class between STOP and STOPACK.
    boolean sameClass(State other) {
        return code >> 12 == other.code >> 12;
    }

    /// The worse of the two where they are of one class, else this one.
    State worsened(State other) {
        return sameClass(other) && other.code > code ? other : this;
    }

    /// Whether another time may do better.
    public boolean temporary() {
        return equals(TRY_LATER) || equals(ABORTED_RESUMABLE);
    }

    @Override
    public String toString() {
        return "%04x".formatted(code);
    }
}
