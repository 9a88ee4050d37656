package org.posthouse.ports.identify;

import module java.base;

import java.security.cert.X509Certificate;

/// How we speak TLS: with whoever it is, since nothing is to be kept secret and nobody's word is
/// taken for anything. The certificate is told to the user, who may judge it.
final class TlsContext {
    /// Protocols that are offered by ALPN (RFC 7301). HTTP/2 is not: a server that prefers it would
    /// say nothing of itself that HTTP/1.1's Server field says.
    private static final List<String> OFFERED =
            List.of("http/1.1", "imap", "pop3", "ftp", "nntp", "managesieve", "dot", "smtp");

    private TlsContext() {}

    private static final class Made {
        static final SSLContext CONTEXT = made();
    }

    /// Reads what TLS needs: some 100 ms the first time.
    static void warm() {
        engine(Optional.empty(), Alpn.OFFERED).getSupportedProtocols();
    }

    /// Whether ALPN is used: a few servers end a conversation when none of the offered suits them.
    enum Alpn {
        OFFERED,
        NONE
    }

    /// @param name the host's, to be told to it
    static SSLEngine engine(Optional<String> name, Alpn alpn) {
        SSLEngine engine = Made.CONTEXT.createSSLEngine();
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        name.filter(TlsContext::isHostName)
                .ifPresent(n -> parameters.setServerNames(List.of(new SNIHostName(n))));
        if (alpn == Alpn.OFFERED)
            parameters.setApplicationProtocols(OFFERED.toArray(String[]::new));
        engine.setSSLParameters(parameters);
        return engine;
    }

    /// RFC 6066 section 3: no literal addresses.
    private static boolean isHostName(String name) {
        return name.matches("(?i)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
                && name.matches(".*[a-zA-Z].*");
    }

    private static SSLContext made() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anyone()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    private static final class Anyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
