package org.posthouse.ports.identify;

import module java.base;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;

/// Reads what a TLS handshake showed.
final class Certificates {
    private static final int DNS_NAME = 2; // RFC 5280 section 4.2.1.6, GeneralName
    private static final int ADDRESS = 7;
    private static final int MOST_NAMES = 100;
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=((?:[^,\\\\]|\\\\.)+)");

    private Certificates() {}

    static Security security(SSLEngine engine) {
        SSLSession session = engine.getSession();
        String application = Objects.requireNonNullElse(engine.getApplicationProtocol(), "");
        return new Security(
                session.getProtocol(), session.getCipherSuite(), application, certificate(session));
    }

    private static Optional<Security.Certificate> certificate(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? Optional.of(told(certificate))
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException _) {
            return Optional.empty();
        }
    }

    private static Security.Certificate told(X509Certificate certificate) {
        String subject = certificate.getSubjectX500Principal().getName();
        return new Security.Certificate(
                subject,
                certificate.getIssuerX500Principal().getName(),
                names(certificate, subject),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    private static List<String> names(X509Certificate certificate, String subject) {
        List<String> names = alternative(certificate);
        if (!names.isEmpty()) return names;
        Matcher matcher = COMMON_NAME.matcher(subject);
        return matcher.find() ? List.of(matcher.group(1)) : List.of();
    }

    private static List<String> alternative(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names == null) return List.of();
            return names.stream()
                    .filter(
                            name ->
                                    Objects.equals(name.get(0), DNS_NAME)
                                            || Objects.equals(name.get(0), ADDRESS))
                    .map(name -> String.valueOf(name.get(1)))
                    .limit(MOST_NAMES)
                    .toList();
        } catch (CertificateParsingException _) {
            return List.of();
        }
    }
}
