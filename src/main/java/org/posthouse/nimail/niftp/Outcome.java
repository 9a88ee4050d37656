package org.posthouse.nimail.niftp;

import module java.base;

/// What became of one transfer of ours as P.
///
/// @param messages what the partner, or we, had to say about it
public record Outcome(State state, List<String> messages) {
    static final Outcome DONE = new Outcome(State.DONE, List.of());

    public Outcome {
        messages = List.copyOf(messages);
    }

    public boolean done() {
        return state.equals(State.DONE);
    }
}
