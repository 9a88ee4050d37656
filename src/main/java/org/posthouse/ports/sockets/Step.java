package org.posthouse.ports.sockets;

import module java.base;

/// A part of a rule of a packet filter: a condition, or what is done with a packet that meets all
/// conditions before it. Counting, logging and marking are no steps, for they decide nothing.
sealed interface Step {
    /// A condition: each field has its value in at least one of the rows, or in none if it is
    /// turned round.
    ///
    /// @param words as the rule has it, for a reader
    record Match(List<Field> fields, Sense sense, List<List<Value>> rows, String words)
            implements Step {}

    /// Whether a condition wants what it names.
    enum Sense {
        IS,
        IS_NOT
    }

    /// A table of decisions (a verdict map): the first row that fits.
    record Pick(List<Field> fields, List<Choice> choices, String words) implements Step {}

    /// A row of such a table.
    record Choice(List<Value> when, Step then) {}

    record Accept() implements Step {}

    record Drop() implements Step {}

    record Reject() implements Step {}

    /// Back to the chain it came from; of a chain that packets come to by themselves, its policy.
    record Return() implements Step {}

    record Jump(String chain) implements Step {}

    record Goto(String chain) implements Step {}

    /// Passed on to another address or port.
    record Hand(Redirection.Target to) implements Step {}

    /// What is not understood, and may decide anything.
    record Strange(String words) implements Step {}
}
