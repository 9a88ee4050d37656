package org.posthouse.ports.identify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Programs as they name themselves.
final class FingerprintsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "SMTP; 220 mail.example ESMTP Postfix (Debian/GNU); Postfix",
                "SMTP; 220 mail.example ESMTP Exim 4.96 Sun, 22 Nov 2026; Exim 4.96",
                "SMTP; 220 mail.example ESMTP Sendmail 8.17.1/8.17.1; Sendmail 8.17.1",
                "SMTP; 220 mail.example ESMTP; qmail",
                "SMTP; 220 mail.example Python SMTP 1.4.4; aiosmtpd 1.4.4",
                "FTP; 220 (vsFTPd 3.0.3); vsftpd 3.0.3",
                "FTP; 220 ProFTPD 1.3.8 Server (Debian); ProFTPD 1.3.8",
                "FTP; 220---------- Welcome to Pure-FTPd [privsep] [TLS] ----------; Pure-FTPd",
                "FTP; 220-FileZilla Server 1.8.1; FileZilla Server 1.8.1",
                "POP3; +OK Dovecot (Debian) ready.; Dovecot",
                "IMAP; * OK [CAPABILITY IMAP4rev1] Dovecot (Debian) ready.; Dovecot",
                "IMAP; * OK mail.example Cyrus IMAP v3.4.3 server ready; Cyrus 3.4.3",
                "MANAGESIEVE; '\"IMPLEMENTATION\" \"Dovecot (Debian) Pigeonhole\"'; Dovecot"
                        + " Pigeonhole",
                "NNTP; 200 news.example InterNetNews NNRP server INN 2.7.0 ready; INN 2.7.0",
                "SSH; SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10; OpenSSH 9.2p1",
                "SSH; SSH-2.0-dropbear_2022.83; Dropbear 2022.83",
                "HTTP; 'HTTP/1.1 405 Not Allowed\nServer: nginx/1.22.1'; nginx 1.22.1",
                "HTTP; 'HTTP/1.1 200 OK\nServer: Apache/2.4.57 (Debian)'; Apache httpd 2.4.57",
                "HTTP; 'HTTP/1.1 200 OK\nServer: Caddy'; Caddy",
                "HTTP; 'HTTP/1.1 200 OK\nServer: mini_httpd/1.30 26Oct2018'; mini_httpd 1.30",
                "HTTP; 'HTTP/1.1 200 OK\nserver: envoy'; envoy",
                "SSH; SSH-2.0-WeOnlyDo-2.1.3; WeOnlyDo 2.1.3",
                "SSH; SSH-2.0-ROSSSH; ROSSSH",
                "DNS; dnsmasq-2.90; dnsmasq 2.90",
                "DNS; 9.18.33-1~deb12u2-Debian; BIND 9.18.33-1~deb12u2-Debian",
                "DNS; unbound 1.17.1; Unbound 1.17.1",
            })
    void aProgramIsTold(Protocol protocol, String words, String product) {
        assertThat(
                        Fingerprints.product(protocol, words.replace("\\n", "\n"))
                                .map(Product::toString))
                .contains(product);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "SMTP; 220 mail.example ESMTP ready",
                "FTP; 220 mail.example ESMTP Postfix",
                "SSH; SSH-2.0-x OpenSSH_9",
                "HTTP; 'HTTP/1.1 200 OK\nX-Server: nginx/1.22'",
                "DNS; version 9 of nothing"
            })
    void whoDoesNotSayIsNotNamed(Protocol protocol, String words) {
        assertThat(Fingerprints.product(protocol, words)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'-ERR unknown command ''OPTIONS'', with args'; Redis",
                "'ERROR\r\nERROR\r\n'; memcached",
                "'J\0\0\0\n10.11.6-MariaDB-0+deb12u1\0abc'; MySQL or MariaDB",
                "'RFB 003.008\n'; VNC (RFB)",
                "'@RSYNCD: 31.0\n'; rsync",
                "':irc.example NOTICE * :*** Looking up'; IRC",
            })
    void whatIsUnknownMaySoundLikeSomething(String words, String name) {
        String first = words.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
        assertThat(Likeness.of(first)).contains(name);
        assertThat(Likeness.of("x" + first)).isEmpty();
    }

    @Test
    void allCanBeRead() {
        assertThat(Fingerprints.count()).isGreaterThan(60);
    }
}
