package org.posthouse.ports.identify;

import module java.base;

/// What a TLS handshake showed (RFC 8446). The certificate is told and not judged: nothing is
/// checked against a store of trusted ones.
///
/// @param version `TLSv1.3`; empty when there was no agreement
/// @param cipher the suite; empty when there was no agreement
/// @param application the protocol agreed on by ALPN (RFC 7301), empty for none
public record Security(
        String version, String cipher, String application, Optional<Certificate> certificate) {

    /// The peer's own certificate.
    ///
    /// @param subject as RFC 2253 writes names
    /// @param issuer likewise
    /// @param names the host names and addresses it is for (subjectAltName), else its common name
    public record Certificate(
            String subject, String issuer, List<String> names, Instant from, Instant until) {
        public Certificate {
            names = List.copyOf(names);
        }

        /// Whole days that it is still good for; below zero when it is over.
        public long daysLeft(Instant now) {
            return Math.floorDiv(Duration.between(now, until).toSeconds(), 86_400L);
        }

        /// Whether it names itself as its issuer.
        public boolean isSelfIssued() {
            return subject.equals(issuer);
        }
    }
}
