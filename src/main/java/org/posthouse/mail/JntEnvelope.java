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
/// @param passed when it came to us, if that was by MTP: then there is a `Via` of ours above the
///   message, as RFC 786 has it
public record JntEnvelope(
        Host us,
        ReversePath from,
        List<MailPath> to,
        Optional<MailPath> acknowledgeTo,
        Optional<Instant> passed) {
    public JntEnvelope {
        to = List.copyOf(to);
        if (to.isEmpty()) throw new IllegalArgumentException("a letter has a recipient");
    }

    /// @param to those of its recipients whom the letter is for
    public static JntEnvelope of(Delivery delivery, Host us, List<MailPath> to) {
        Message.Origin origin = delivery.message().origin();
        return new JntEnvelope(
                us,
                delivery.from(),
                to,
                delivery.acknowledgeTo(),
                Optional.of(origin.arrival()).filter(_ -> origin.peer().protocol().equals("MTP")));
    }

    /// The recipient list, the empty line behind it, and our own trace.
    ///
    /// @param between addresses
    String list(DomainOrder order, String between) {
        return to.stream()
                .map(path -> JntPath.write(path, order).orElseThrow(() -> unwritable(path)))
                .collect(Collectors.joining(between, "", "\n\n" + via(order)));
    }

    private String via(DomainOrder order) {
        return passed.map(when -> JntTrace.passed(order.write(us), when) + "\n").orElse("");
    }

    private static IllegalArgumentException unwritable(MailPath path) {
        return new IllegalArgumentException("cannot be written: " + path);
    }
}
