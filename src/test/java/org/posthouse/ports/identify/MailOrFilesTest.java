package org.posthouse.ports.identify;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The protocols that greet with 220, told apart.
final class MailOrFilesTest {
    private static final String[] MTP_780 = {
        "NOOP", "200 Command okay",
        "MRSQ ?", "215 T Text first, please",
        "HELP", "214-MAIL MRSQ MRCP CONT ABRT\r\n214 NOOP HELP QUIT",
        "QUIT", "221 bye",
        "500 what?"
    };

    record Service(String name, String greeting, List<String> replies, String expected) {
        static Service of(String name, String expected, String greeting, String... replies) {
            return new Service(name, greeting, List.of(replies), expected);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Service> services() {
        return List.of(
                Service.of("MTP of RFC 780", "mtp RFC 780 certain", "220 ISI Ready", MTP_780),
                Service.of(
                        "MTP of RFC 772",
                        "mtp RFC 772 certain",
                        "220 USC-ISIF MTP",
                        "NOOP",
                        "200 OK",
                        "MRSQ",
                        "215 R Recipients",
                        "HELP",
                        "214 MAIL MRSQ MRCP NOOP HELP QUIT, see RFC 772",
                        "500 no"),
                Service.of(
                        "MTP without HELP",
                        "mtp  likely",
                        "220 BBN-UNIX",
                        "NOOP",
                        "200 OK",
                        "MRSQ",
                        "200 yes",
                        "502 no"),
                Service.of(
                        "FTP whose HELP has SITE commands alone",
                        "ftp  certain",
                        "220-Welcome to Pure-FTPd\r\n220 You will be disconnected",
                        "NOOP",
                        "200 Zzz...",
                        "HELP",
                        "214-The following SITE commands are recognized\r\n ALIAS\r\n214 end",
                        "530 You aren't logged in"),
                Service.of(
                        "FTP by its name alone",
                        "ftp  likely",
                        "220 FTP of our site",
                        "NOOP",
                        "200 Zzz...",
                        "HELP",
                        "214 Ask the operator of this site",
                        "530 You aren't logged in"),
                Service.of(
                        "SMTP of today",
                        "smtp  certain",
                        "220-mail.example\r\n220 ready",
                        "NOOP",
                        "250 2.0.0 Ok",
                        "EHLO",
                        "250-mail.example\r\n250-SIZE 100\r\n250 8BITMIME",
                        "500 no"),
                Service.of(
                        "SMTP of RFC 821",
                        "smtp RFC 821 certain",
                        "220 mail.example Simple Mail Transfer Service SMTP",
                        "NOOP",
                        "250 OK",
                        "HELO",
                        "250 mail.example",
                        "500 no"),
                Service.of(
                        "SMTP that wants HELO first",
                        "smtp  certain",
                        "220 mail.example ESMTP",
                        "NOOP",
                        "503 say HELO first",
                        "EHLO",
                        "250 mail.example",
                        "500 no"),
                Service.of(
                        "LMTP",
                        "lmtp  certain",
                        "220 mail.example",
                        "NOOP",
                        "250 OK",
                        "LHLO",
                        "250-mail.example\r\n250 PIPELINING",
                        "500 no"),
                Service.of(
                        "LMTP that calls itself so",
                        "lmtp  certain",
                        "220 mail.example Dovecot LMTP ready",
                        "NOOP",
                        "250 2.0.0 OK",
                        "LHLO",
                        "250-mail.example\r\n250 PIPELINING",
                        "502 5.5.2 Unknown command"),
                Service.of(
                        "LMTP that knows no NOOP",
                        "lmtp  certain",
                        "220 LMTP",
                        "LHLO",
                        "250 mail.example",
                        "500 no"),
                Service.of(
                        "FTP before a login",
                        "ftp  certain",
                        "220 (vsFTPd 3.0.3)",
                        "FEAT",
                        "211-Features:\r\n EPRT\r\n MDTM\r\n211 End",
                        "530 Please login with USER and PASS."),
                Service.of(
                        "FTP with HELP",
                        "ftp  certain",
                        "220 files.example",
                        "NOOP",
                        "200 NOOP command successful",
                        "HELP",
                        "214-USER PASS ACCT* CWD STOR RETR MAIL* MLFL* MRCP*\r\n214 Direct"
                                + " comments to root",
                        "500 'MRSQ' not understood"),
                Service.of(
                        "FTP without anything",
                        "ftp  likely",
                        "220 files.example FTP server",
                        "NOOP",
                        "200 OK",
                        "502 no"),
                Service.of(
                        "FTP mail",
                        "ftp-mail  certain",
                        "220 MIT-AI FTP",
                        "NOOP",
                        "200 OK",
                        "MRSQ",
                        "215 T",
                        "HELP",
                        "214 USER PASS STOR RETR MAIL MLFL",
                        "500 no"),
                Service.of(
                        "FTP mail with XRSQ",
                        "ftp-mail  certain",
                        "220 MIT-MC",
                        "NOOP",
                        "200 OK",
                        "HELP",
                        "214 MAIL MLFL XRSQ XRCP PORT PASV TYPE",
                        "500 no"),
                Service.of(
                        "one that calls itself SMTP and is FTP",
                        "ftp  certain",
                        "220 mail.example ESMTP Postfix",
                        "NOOP",
                        "200 OK",
                        "HELP",
                        "214 USER PASS STOR RETR",
                        "500 no"),
                Service.of("one that repeats", "unknown", "220 hello", "500 no"),
                Service.of("HylaFAX", "unknown", "220 fax (HylaFAX (tm) Version 6) ready.", "200"),
                Service.of(
                        "a dictionary",
                        "unknown",
                        "220 dict.example dictd 1.12 <mime> <1@dict>",
                        "500 unknown command"),
                Service.of("one that is busy", "busy", "421 mail.example too many", "500 no"),
                Service.of("one that is busy for long", "busy", "120 ready in 005 minutes", "500"),
                Service.of("no SMTP", "smtp  likely", "554 No SMTP service here", "500 no"),
                Service.of("no what", "unknown", "554 go away", "500 no"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void isTold(Service service) throws IOException {
        try (var pretended =
                Pretended.playing(
                        caller -> {
                            caller.line(service.greeting);
                            caller.answer(service.replies.toArray(String[]::new));
                        })) {
            Identity identity = pretended.identified(Pretended.PATIENT);
            assertThat(Pretended.told(identity))
                    .as("%s", identity.evidence())
                    .isEqualTo(service.expected);
            assertThat(pretended.heard().stream().filter(line -> !line.equals("QUIT")))
                    .hasSizeLessThanOrEqualTo(3)
                    .noneMatch(line -> line.matches("(?i)(mail|rcpt|user|pass|data)\\b.*"));
        }
    }

    /// Who speaks before the last line of a greeting is punished by some.
    @Test
    void nothingIsSaidBeforeTheGreetingIsWhole() throws IOException {
        var early = new AtomicBoolean();
        try (var pretended =
                Pretended.playing(
                        caller -> {
                            caller.line("220-please wait");
                            caller.socket().setSoTimeout(300);
                            try {
                                early.set(!caller.piece().isEmpty());
                            } catch (SocketTimeoutException _) {
                                // as it should be
                            }
                            caller.socket().setSoTimeout(0);
                            caller.line("220 now");
                            caller.answer("NOOP", "250 ok", "EHLO", "250 me", "500 no");
                        })) {
            assertThat(Pretended.told(pretended.identified(Pretended.PATIENT)))
                    .isEqualTo("smtp  certain");
            assertThat(early).isFalse();
        }
    }
}
