package org.posthouse.mail;

import module java.base;

/// An envelope as a receiver hands it in: its paths as they were written, before anybody has looked
/// where they lead.
///
/// @param to those to be served, at least one; [Intake#route] has welcomed each
/// @param refused those of whom the sender is to get a notice instead, where his protocol could not
///   tell him while he was there; mostly none
public record Posted(
        ReversePath from,
        Reporting reporting,
        List<To> to,
        SequencedMap<MailPath, Verdict.Trouble> refused) {
    /// A recipient as it was named.
    public record To(MailPath path, Request request) {}

    public Posted {
        to = List.copyOf(to);
        refused = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(refused));
        if (to.isEmpty()) throw new IllegalArgumentException("a message has a recipient");
    }

    /// With nobody refused.
    public Posted(ReversePath from, Reporting reporting, List<To> to) {
        this(from, reporting, to, new LinkedHashMap<>());
    }

    /// By a sender who asked for nothing but delivery.
    public static Posted of(ReversePath from, List<MailPath> to) {
        return new Posted(
                from, Reporting.NONE, to.stream().map(path -> new To(path, Request.NONE)).toList());
    }

    public List<MailPath> paths() {
        return to.stream().map(To::path).toList();
    }
}
