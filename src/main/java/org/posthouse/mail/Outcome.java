package org.posthouse.mail;

/// What an attempt came to for one recipient.
public sealed interface Outcome {
    /// @param remote the host that has it now, or the mailbox's place
    /// @param reply its last word on the matter
    record Delivered(String remote, String reply) implements Outcome {}

    /// Worth another attempt (a 4yz reply, a broken line).
    record Deferred(Diagnosis why) implements Outcome {}

    /// Not worth one (a 5yz reply, a limit nothing can meet).
    record Failed(Diagnosis why) implements Outcome {}
}
