package org.posthouse.ports.identify;

import module java.base;

/// What listens at an open port, as far as it could be found out.
///
/// @param observed of what is inside, where TLS is around it
/// @param product what it says it is; never checked
/// @param security what TLS showed, if it is around
/// @param notes what else is worth knowing, in words
/// @param evidence in order of time
public record Identity(
        Observed observed,
        Optional<Product> product,
        Optional<Security> security,
        List<String> notes,
        List<Evidence> evidence) {
    public Identity {
        notes = List.copyOf(notes);
        evidence = List.copyOf(evidence);
    }

    /// For scripts and baselines: `smtp`, `tls+imap`, `unknown`, `open-silent`.
    public String spoken() {
        String inside = observed.word();
        return security.isPresent() && !inside.equals(Protocol.TLS.word())
                ? Protocol.TLS.word() + "+" + inside
                : inside;
    }
}
