package org.posthouse.ports.identify;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is within TLS, and whose certificate it has.
final class TlsTest {
    /// Nothing greets before the handshake, all answer after it.
    private static final Patience PATIENCE =
            new Patience(
                    Duration.ofSeconds(30),
                    Duration.ofMillis(100),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(50),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(90));

    private static final String WORD = "for-a-test";

    @TempDir private static Path directory;
    private static SSLContext context;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path store = directory.resolve("store.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=mail.example, O=Test",
                                "-ext",
                                "SAN=dns:mail.example,dns:imap.example,ip:127.0.0.1",
                                "-validity",
                                "30",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                WORD)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("log").toFile())
                        .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance(store.toFile(), WORD.toCharArray());
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, WORD.toCharArray());
        context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
    }

    /// A service that shakes hands with each caller and then plays its part.
    private static Pretended within(Consumer<SSLSocket> setting, Pretended.Part part)
            throws IOException {
        return Pretended.playing(
                caller -> {
                    var socket =
                            (SSLSocket)
                                    context.getSocketFactory()
                                            .createSocket(caller.socket(), null, true);
                    socket.setUseClientMode(false);
                    setting.accept(socket);
                    socket.startHandshake();
                    part.play(caller.over(socket));
                });
    }

    private static Pretended within(Pretended.Part part) throws IOException {
        return within(_ -> {}, part);
    }

    @Test
    void imapWithinIsNamedWithItsCertificate() throws IOException {
        Pretended.Part imap =
                caller -> {
                    caller.line("* OK Dovecot ready.");
                    caller.answer("P1", "* CAPABILITY IMAP4rev1\r\np1 OK", "* BYE\r\np2 OK");
                };
        for (int like : List.of(993, 9999)) {
            try (var pretended = within(imap)) {
                Identity identity = pretended.identified(greeting(30), like);
                assertThat(Pretended.told(identity))
                        .as("%s", identity.evidence())
                        .isEqualTo("tls+imap  certain");
                assertThat(identity.product()).contains(new Product("Dovecot", Optional.empty()));
                Security security = identity.security().orElseThrow();
                assertThat(security.version()).isEqualTo("TLSv1.3");
                Security.Certificate certificate = security.certificate().orElseThrow();
                assertThat(certificate.names())
                        .containsExactly("mail.example", "imap.example", "127.0.0.1");
                assertThat(certificate.isSelfIssued()).isTrue();
                assertThat(certificate.daysLeft(Instant.now())).isBetween(28L, 30L);
                Instant later = certificate.until().plusSeconds(1);
                assertThat(certificate.daysLeft(later)).isNegative();
            }
        }
    }

    /// The greeting within takes as long as a busy machine needs; outside there is none to wait
    /// for.
    private static Patience greeting(int seconds) {
        return PATIENCE.withinTls(Duration.ofSeconds(seconds));
    }

    @Test
    void httpIsAskedAtOnceWhereAlpnAgreesOnIt() throws IOException {
        try (var pretended =
                within(
                        socket -> {
                            SSLParameters parameters = socket.getSSLParameters();
                            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
                            socket.setSSLParameters(parameters);
                        },
                        caller -> {
                            caller.line();
                            caller.line();
                            caller.say("HTTP/1.1 400 Bad\r\nServer: nginx/1.22.1\r\n\r\n");
                        })) {
            Identity identity = pretended.identified(greeting(30), 9999);
            assertThat(Pretended.told(identity)).isEqualTo("tls+http HTTP/1.1 certain");
            assertThat(identity.security().orElseThrow().application()).isEqualTo("http/1.1");
            assertThat(identity.product()).contains(new Product("nginx", Optional.of("1.22.1")));
        }
    }

    @Test
    void oneThatWantsNothingOfferedIsAskedAgainWithoutAlpn() throws IOException {
        try (var pretended =
                within(
                        socket -> {
                            SSLParameters parameters = socket.getSSLParameters();
                            parameters.setApplicationProtocols(new String[] {"h2"});
                            socket.setSSLParameters(parameters);
                        },
                        caller -> {
                            caller.line("220 mail.example ESMTP");
                            caller.answer("NOOP", "250", "EHLO", "250 me", "500");
                        })) {
            Identity identity = pretended.identified(greeting(30), 465);
            assertThat(Pretended.told(identity))
                    .as("%s", identity.evidence())
                    .isEqualTo("tls+smtp  certain");
        }
    }

    @Test
    void whatIsSilentWithinIsTlsAndNoMore() throws IOException {
        try (var pretended = within(Pretended.Caller::listen)) {
            Identity identity = pretended.identified(greeting(0), 993);
            assertThat(Pretended.told(identity)).isEqualTo("tls  certain");
            assertThat(identity.security().orElseThrow().certificate()).isPresent();
        }
    }

    @Test
    void anAlertIsTlsToo() throws IOException {
        try (var pretended =
                Pretended.playing(
                        caller -> {
                            caller.piece();
                            caller.say("\u0015\u0003\u0001\0\u0002\u0002F");
                        })) {
            assertThat(Pretended.told(pretended.identified(PATIENCE, 993)))
                    .isEqualTo("tls  certain");
        }
    }

    @Test
    void whatAnswersInTextIsNoTls() throws IOException {
        try (var pretended =
                Pretended.playing(
                        caller -> {
                            caller.piece();
                            caller.line("what do you mean?");
                        })) {
            assertThat(pretended.identified(PATIENCE, 993).spoken()).isEqualTo("unknown");
        }
    }

    /// A web server tells those who forget TLS so, in HTTP, with a reason or without.
    @ParameterizedTest
    @ValueSource(strings = {"The plain HTTP request was sent to HTTPS port", "Bad Request"})
    void httpThatWantsTlsIsNoPlainHttp(String reason) throws IOException {
        try (var pretended =
                Pretended.playing(
                        caller -> {
                            if (caller.piece().startsWith("OPTIONS"))
                                caller.say("HTTP/1.1 400 Bad Request\r\n\r\n" + reason);
                            else caller.say("\u0015\u0003\u0001\0\u0002\u0002(");
                        })) {
            assertThat(Pretended.told(pretended.identified(PATIENCE, 9999)))
                    .isEqualTo("tls  certain");
        }
    }
}
