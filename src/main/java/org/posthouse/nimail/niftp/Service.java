package org.posthouse.nimail.niftp;

import module java.base;

/// What lies above Q: files, or mail. It is asked when the attributes of a transfer are agreed on.
public interface Service {
    /// Who calls for what.
    ///
    /// @param name the called service as the partner named it, small letters; empty for the
    ///   straight mapping, where the port names it
    record Caller(InetSocketAddress address, String name) {}

    sealed interface Answer {
        record Refused(Refusal refusal) implements Answer {}

        /// @param start the mark from which it goes on
        record Receive(Agreement agreement, Store store, Mark start) implements Answer {}

        record Send(Agreement agreement, Source source) implements Answer {}
    }

    Answer open(Agreement wanted, Caller caller);

    /// What it is called to those who look on.
    default String protocol() {
        return "NIFTP";
    }
}
