package org.posthouse.mail;

import module java.base;

/// What a sender has asked for with a message as a whole, about the notices that may come of it.
///
/// @param ret how much of the message a notice is to bring back (RFC 3461 section 4.3)
/// @param envid what the sender knows this envelope by (section 4.4)
/// @param acknowledgeTo whom its `Acknowledge-To:` field names, where it came from a world in which
///   that asks every mail system for an acknowledgement (JNT Mail; RFC 1148 appendix B)
public record Reporting(Optional<Ret> ret, Optional<Xtext> envid, List<MailPath> acknowledgeTo) {
    /// Nothing was asked.
    public static final Reporting NONE =
            new Reporting(Optional.empty(), Optional.empty(), List.of());

    /// The RET parameter's values.
    public enum Ret {
        /// The whole message.
        FULL,
        /// Its header.
        HDRS
    }

    public Reporting {
        acknowledgeTo = List.copyOf(acknowledgeTo);
    }

    /// An acknowledgement for these and nothing else.
    public static Reporting acknowledging(List<MailPath> to) {
        return to.isEmpty() ? NONE : new Reporting(Optional.empty(), Optional.empty(), to);
    }
}
