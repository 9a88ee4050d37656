package org.posthouse.whole;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.ports.identify.Checked;
import org.posthouse.ports.identify.Confidence;
import org.posthouse.ports.identify.Identifier;
import org.posthouse.ports.identify.Identity;
import org.posthouse.ports.identify.Patience;
import org.posthouse.ports.identify.Product;
import org.posthouse.ports.identify.Security;
import org.posthouse.ports.identify.Target;

/// The servers people run, from Debian, are named rightly wherever they listen, and ours too.
@Tag("interop")
final class PortsInteropTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @TempDir private Path directory;

    /// With a service that greets: as long as a busy machine may need.
    private static Identity greeted(int port) {
        return identified(port, port, Duration.ofSeconds(60));
    }

    /// With one that does not.
    private static Identity silent(int port) {
        return identified(port, port, Duration.ofMillis(200));
    }

    private static Identity identified(int port, int like, Duration greeting) {
        Patience patience = Patience.remote().withGreeting(greeting);
        return new Identifier(
                        Optional.of(patience.withWhole(Duration.ofMinutes(3))),
                        Identifier.Manner.ASK)
                .check(Target.of(LOOPBACK, port).like(like))
                .identity()
                .orElseThrow();
    }

    private static void assertIs(Identity identity, String spoken, String product) {
        assertThat(identity.spoken()).as("%s", identity.evidence()).isEqualTo(spoken);
        assertThat(identity.observed().sureness())
                .as("%s", identity.evidence())
                .contains(Confidence.CERTAIN);
        assertThat(identity.product().map(Product::name)).contains(product);
    }

    @Test
    void ourOwn() throws Exception {
        try (Destination ours = Destination.start(directory.resolve("ours"), "ours.test")) {
            assertIs(greeted(ours.port("MTP")), "mtp", "Posthouse");
            assertThat(greeted(ours.port("SMTP")).spoken()).isEqualTo("smtp");
            assertThat(greeted(ours.port("FTPMAIL")).spoken()).isEqualTo("ftp-mail");
        }
    }

    @Test
    void postfix() throws Exception {
        try (Postfix postfix =
                Postfix.relayingTo(Program.freePort(), directory.resolve("postfix"))) {
            assertIs(greeted(postfix.port()), "smtp", "Postfix");
        }
    }

    @Test
    void exim() throws Exception {
        try (Exim exim = Exim.relayingTo(Program.freePort(), directory.resolve("exim"))) {
            Identity identity = greeted(exim.port());
            assertIs(identity, "smtp", "Exim");
            assertThat(identity.product().flatMap(Product::version)).isPresent();
        }
    }

    @Test
    void vsftpd() throws Exception {
        int port = Program.freePort();
        Path empty = Files.createDirectories(directory.resolve("empty"));
        Path configuration =
                Files.writeString(
                        directory.resolve("vsftpd.conf"),
                        """
                        listen=YES
                        listen_address=127.0.0.1
                        listen_port=%d
                        background=NO
                        anonymous_enable=YES
                        anon_root=%s
                        secure_chroot_dir=%s
                        xferlog_enable=NO
                        """
                                .formatted(port, empty, empty));
        try (var _ =
                Daemon.start(directory, List.of(port), "/usr/sbin/vsftpd", configuration + "")) {
            Identity identity = greeted(port);
            assertIs(identity, "ftp", "vsftpd");
            assertThat(identity.product().flatMap(Product::version)).isPresent();
        }
    }

    @Test
    void openSsh() throws Exception {
        int port = Program.freePort();
        Path key = directory.resolve("key");
        Program.succeed(
                new byte[0], "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString());
        Files.createDirectories(Path.of("/run/sshd")); // its home without rights, built in
        try (var _ =
                Daemon.start(
                        directory,
                        List.of(port),
                        "/usr/sbin/sshd",
                        "-D",
                        "-e",
                        "-f",
                        "/dev/null",
                        "-h",
                        key.toString(),
                        "-o",
                        "ListenAddress=127.0.0.1:" + port,
                        "-o",
                        "PidFile=none")) {
            Identity identity = greeted(port);
            assertIs(identity, "ssh", "OpenSSH");
            assertThat(identity.product().flatMap(Product::version)).isPresent();
        }
    }

    @Test
    void dnsmasq() throws Exception {
        int port = Program.freePort();
        try (var _ =
                Daemon.start(
                        directory,
                        List.of(port),
                        "/usr/sbin/dnsmasq",
                        "--keep-in-foreground",
                        "--conf-file=/dev/null",
                        "--no-resolv",
                        "--no-hosts",
                        "--pid-file=",
                        "--listen-address=127.0.0.1",
                        "--bind-interfaces",
                        "--port=" + port)) {
            assertIsNameServer(port, "dnsmasq");
        }
    }

    /// By TCP and by UDP.
    private static void assertIsNameServer(int port, String product) {
        assertIs(silent(port), "dns", product);
        Checked checked =
                new Identifier(Optional.of(Patience.remote()), Identifier.Manner.ASK)
                        .checkDatagrams(Target.of(LOOPBACK, port));
        assertIs(checked.identity().orElseThrow(), "dns", product);
    }

    @Test
    void bind() throws Exception {
        int port = Program.freePort();
        Path configuration =
                Files.writeString(
                        directory.resolve("named.conf"),
                        """
                        options {
                          directory "%1$s";
                          managed-keys-directory "%1$s";
                          session-keyfile "%1$s/session.key";
                          pid-file none;
                          listen-on port %2$d { 127.0.0.1; };
                          listen-on-v6 { none; };
                          recursion no;
                          dnssec-validation no;
                        };
                        controls { };
                        """
                                .formatted(directory, port));
        try (var _ =
                Daemon.start(
                        directory,
                        List.of(port),
                        "/usr/sbin/named",
                        "-g",
                        "-c",
                        configuration.toString())) {
            assertIsNameServer(port, "BIND");
        }
    }

    /// A key and a certificate of its own.
    private void certify(Path key, Path certificate) throws IOException {
        Program.succeed(
                new byte[0],
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-subj",
                "/CN=tls.test",
                "-addext",
                "subjectAltName=DNS:tls.test,DNS:other.test",
                "-days",
                "10",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString());
    }

    private static void assertCertified(Identity identity) {
        Security.Certificate certificate =
                identity.security().orElseThrow().certificate().orElseThrow();
        assertThat(certificate.names()).containsExactly("tls.test", "other.test");
        assertThat(certificate.daysLeft(Instant.now())).isBetween(8L, 10L);
    }

    @Test
    void nginx() throws Exception {
        int plain = Program.freePort();
        int sealed = Program.freePort();
        certify(directory.resolve("key.pem"), directory.resolve("certificate.pem"));
        Path configuration =
                Files.writeString(
                        directory.resolve("nginx.conf"),
                        """
                        daemon off;
                        master_process off;
                        pid %1$s/pid;
                        error_log stderr;
                        events {}
                        http {
                          access_log off;
                          client_body_temp_path %1$s/a;
                          proxy_temp_path %1$s/b;
                          fastcgi_temp_path %1$s/c;
                          uwsgi_temp_path %1$s/d;
                          scgi_temp_path %1$s/e;
                          server { listen 127.0.0.1:%2$d; }
                          server {
                            listen 127.0.0.1:%3$d ssl http2;
                            ssl_certificate %1$s/certificate.pem;
                            ssl_certificate_key %1$s/key.pem;
                          }
                        }
                        """
                                .formatted(directory, plain, sealed));
        try (var _ =
                Daemon.start(
                        directory,
                        List.of(plain, sealed),
                        "/usr/sbin/nginx",
                        "-e",
                        "stderr",
                        "-p",
                        directory.toString(),
                        "-c",
                        configuration.toString())) {
            assertIs(silent(plain), "http", "nginx");
            Identity identity = silent(sealed);
            assertIs(identity, "tls+http", "nginx");
            assertCertified(identity);
        }
    }

    @Test
    void dovecot() throws Exception {
        var ports = Stream.generate(PortsInteropTest::freePort).limit(6).distinct().toList();
        certify(directory.resolve("key.pem"), directory.resolve("certificate.pem"));
        Program.openUp(directory);
        Path configuration =
                Files.writeString(
                        directory.resolve("dovecot.conf"),
                        """
                        base_dir = %1$s/run
                        log_path = /dev/stderr
                        protocols = imap pop3 lmtp sieve
                        listen = 127.0.0.1
                        ssl = yes
                        ssl_cert = <%1$s/certificate.pem
                        ssl_key = <%1$s/key.pem
                        mail_location = maildir:%1$s/mail/%%u
                        passdb {
                          driver = static
                          args = nopassword=y
                        }
                        userdb {
                          driver = static
                          args = uid=nobody gid=nogroup home=/nonexistent
                        }
                        service imap-login {
                          inet_listener imap {
                            port = %2$d
                          }
                          inet_listener imaps {
                            port = %3$d
                            ssl = yes
                          }
                        }
                        service pop3-login {
                          inet_listener pop3 {
                            port = %4$d
                          }
                          inet_listener pop3s {
                            port = %5$d
                            ssl = yes
                          }
                        }
                        service lmtp {
                          inet_listener lmtp {
                            port = %6$d
                          }
                        }
                        service managesieve-login {
                          inet_listener sieve {
                            port = %7$d
                          }
                        }
                        """
                                .formatted(
                                        directory,
                                        ports.get(0),
                                        ports.get(1),
                                        ports.get(2),
                                        ports.get(3),
                                        ports.get(4),
                                        ports.get(5)));
        try (var _ =
                Daemon.start(
                        directory, ports, "/usr/sbin/dovecot", "-F", "-c", configuration + "")) {
            assertIs(greeted(ports.get(0)), "imap", "Dovecot");
            assertIs(greeted(ports.get(2)), "pop3", "Dovecot");
            assertIs(greeted(ports.get(4)), "lmtp", "Dovecot");
            assertIs(greeted(ports.get(5)), "managesieve", "Dovecot Pigeonhole");
            Identity imaps = identified(ports.get(1), 993, Duration.ofSeconds(2));
            assertIs(imaps, "tls+imap", "Dovecot");
            assertCertified(imaps);
            assertIs(identified(ports.get(3), 995, Duration.ofSeconds(2)), "tls+pop3", "Dovecot");
        }
    }

    private static int freePort() {
        try {
            return Program.freePort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
