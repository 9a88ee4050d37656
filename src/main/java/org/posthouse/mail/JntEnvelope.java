package org.posthouse.mail;

import module java.base;

/// What a letter of JNT Mail says beside its message. All but the recipients has to be said in the
/// header.
///
/// @param us the name by which the other side knows who calls it
/// @param from where notices go, as [Delivery#from] has it; what no address can have is null to the
///   other side
/// @param to at least one; each can be written by [JntPath#write]
/// @param acknowledgeTo whom the other side is to tell that it has taken the letter, as
///   [Delivery#acknowledgeTo] has it
public record JntEnvelope(
        Host us, ReversePath from, List<MailPath> to, Optional<MailPath> acknowledgeTo) {
    public JntEnvelope {
        to = List.copyOf(to);
        if (to.isEmpty()) throw new IllegalArgumentException("a letter has a recipient");
    }

    /// The recipient list and the empty line behind it.
    String list(DomainOrder order) {
        return to.stream()
                .map(path -> JntPath.write(path, order).orElseThrow(() -> unwritable(path)))
                .collect(Collectors.joining(",\n", "", "\n\n"));
    }

    private static IllegalArgumentException unwritable(MailPath path) {
        return new IllegalArgumentException("cannot be written: " + path);
    }
}
