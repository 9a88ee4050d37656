package org.posthouse.ports.identify;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Services that speak first, and not with 220.
final class GreetedTest {
    private static Service of(String name, String expected, int like, Pretended.Part part) {
        return new Service(name, expected, like, PATIENCE, part);
    }

    private static Service of(
            String name, String expected, String greeting, String... keysAndReplies) {
        return of(
                name,
                expected,
                0,
                caller -> {
                    caller.say(greeting);
                    caller.answer(keysAndReplies);
                });
    }

    /// Says something and goes.
    private static Service brief(String name, String expected, int like, String words) {
        return of(name, expected, like, caller -> caller.say(words));
    }

    private static final String KEXINIT = "\0\0\u0001\u0014\u0008\u0014" + "x".repeat(40);

    private static Service ssh(String name, String expected, String greeting, String answer) {
        return of(
                name,
                expected,
                0,
                caller -> {
                    caller.say(greeting);
                    caller.line();
                    caller.say(answer);
                });
    }

    /// Says it at once, all of it, and stays.
    private static Service staying(String name, String expected, int like, String words) {
        return new Service(
                name,
                expected,
                like,
                BRIEF,
                caller -> {
                    caller.say(words);
                    caller.listen();
                });
    }

    static List<Service> services() {
        return Stream.of(mail(), news(), terminals(), small(), strange())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Service> mail() {
        return List.of(
                of(
                        "POP3 with CAPA",
                        "pop3  certain",
                        "+OK Dovecot ready.\r\n",
                        "CAPA",
                        "+OK\r\nUSER\r\nSASL\r\n.",
                        "+OK bye"),
                of("POP3 with APOP", "pop3  certain", "+OK POP3 <1.2@host>\r\n", "-ERR no"),
                of("POP3 in small letters", "pop3  certain", "+ok ready\r\n", "-err unknown"),
                of("POP3 that goes mad", "pop3  likely", "+OK ready\r\n", "250 what?"),
                new Service(
                        "POP3 that says yes to all",
                        "pop3  likely",
                        0,
                        BRIEF,
                        caller -> {
                            caller.line("+OK a");
                            caller.answer("+OK");
                        }),
                of("MUPDATE", "unknown", "* OK MUPDATE \"a\" \"Cyrus\"\r\n", "p1 BAD no"),
                of("IMAP without its name", "imap  likely", "* OK ready\r\n", "p1 BAD no"),
                of("POP2", "pop2  certain", "+ POP2 USC-ISIF.ARPA Server\r\n", "+ bye"),
                of("POP2 under another name", "pop2  likely", "+ ready\r\n", "+ bye"),
                of("POP2 that refuses", "pop2  likely", "+ POP2 host\r\n", "- no"),
                of("one with a plus", "unknown", "+ hello\r\n", "what?"),
                of(
                        "IMAP of today",
                        "imap  certain",
                        "* OK [CAPABILITY IMAP4rev1] Dovecot ready.\r\n",
                        "P1 CAP",
                        "* CAPABILITY IMAP4rev1\r\np1 OK done",
                        "* BYE"),
                of("IMAP2", "imap  certain", "* OK IMAP2 server\r\n", "p1 BAD unknown"),
                of(
                        "IMAP that knows us",
                        "imap  certain",
                        "* PREAUTH you are in\r\n",
                        "P1",
                        "* CAPABILITY IMAP4\r\np1 OK",
                        "x"),
                of("IMAP that is full", "busy", "* BYE too many connections\r\n", "x"),
                of(
                        "ManageSieve",
                        "managesieve  certain",
                        """
                        "IMPLEMENTATION" "Dovecot Pigeonhole"
                        "SIEVE" "fileinto"
                        OK "ready"
                        """,
                        "OK bye"),
                of(
                        "ManageSieve in another order",
                        "managesieve  certain",
                        "\"SASL\" \"PLAIN\"\r\n\"STARTTLS\"\r\n\"implementation\" \"x\"\r\nOK\r\n",
                        "OK bye"),
                of(
                        "ManageSieve that closes",
                        "managesieve  certain",
                        "\"IMPLEMENTATION\" \"Cyrus timsieved v3\"\r\nBYE \"no\"\r\n",
                        "OK"));
    }

    private static List<Service> news() {
        return List.of(
                of(
                        "NNTP of today",
                        "nntp  certain",
                        "200 news.example InterNetNews NNRP server INN 2.7.0 ready\r\n",
                        "CAP",
                        "101 list\r\nVERSION 2\r\n.",
                        "205 bye"),
                of(
                        "NNTP that lets nobody post",
                        "nntp  certain",
                        "201 ready\r\n",
                        "CAP",
                        "500 what?",
                        "DATE",
                        "111 20261122053000",
                        "205"),
                of("NNTP of RFC 977", "nntp  likely", "200 host NNTP\r\n", "500 no"),
                of("something with 200", "unknown", "200 hello\r\n", "500 no"));
    }

    private static List<Service> terminals() {
        return List.of(
                ssh("SSH", "ssh SSH 2.0 certain", "SSH-2.0-OpenSSH_9.2p1 Debian\r\n", KEXINIT),
                ssh(
                        "SSH that sends all at once",
                        "ssh SSH 2.0 certain",
                        "SSH-2.0-dropbear_2022.83\r\n" + KEXINIT,
                        ""),
                ssh("old SSH", "ssh SSH 1.99 likely", "SSH-1.99-Cisco-1.25\n", "no"),
                ssh("nearly SSH", "unknown", "SSH-3.7 whatever\r\n", ""),
                staying(
                        "Telnet",
                        "telnet  certain",
                        0,
                        "\u00ff\u00fd\u0018\u00ff\u00fd \u00ff\u00fb\u0001login: "),
                staying(
                        "Telnet with a subnegotiation",
                        "telnet  certain",
                        0,
                        "\u00ff\u00fb\u0001\u00ff\u00fa\u0018\u0001\u00ff\u00f0"),
                staying("Telnet of one option", "telnet  likely", 0, "\u00ff\u00fb\u0001"),
                staying("nearly Telnet", "unknown", 0, "\u00ff\u00fb\u00c8\u0000\u0001"),
                of(
                        "MTP on Telnet",
                        "mtp RFC 772 certain",
                        0,
                        caller -> {
                            caller.say("\u00ff\u00fb\u0003" + "220 ISIF\r\n");
                            caller.answer(
                                    "NOOP",
                                    "200",
                                    "MRSQ",
                                    "215 T",
                                    "HELP",
                                    "214 RFC 772: MAIL",
                                    "500");
                        }));
    }

    private static String ring(int first) {
        var line = new StringBuilder();
        for (int i = 0; i < 72; i++) line.append((char) (' ' + (first + i) % 95));
        return line + "\r\n";
    }

    private static String seconds(long off) {
        long seconds = Instant.now().getEpochSecond() + 2_208_988_800L + off;
        byte[] octets = ByteBuffer.allocate(4).putInt((int) seconds).array();
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static List<Service> small() {
        return List.of(
                staying(
                        "characters",
                        "chargen  certain",
                        0,
                        ring(0) + ring(1) + ring(2) + ring(3) + ring(4)),
                staying(
                        "characters over the end of the ring",
                        "chargen  certain",
                        19,
                        ring(94) + ring(95) + ring(96) + ring(97) + ring(98)),
                of(
                        "endless characters",
                        "chargen  certain",
                        0,
                        caller -> {
                            for (int i = 0; i < 1_000_000; i++) caller.say(ring(i));
                        }),
                brief("lines that are no ring", "unknown", 19, "x".repeat(80) + "\r\n"),
                brief("time", "time  certain", 37, seconds(1)),
                brief("time elsewhere", "time  certain", 0, seconds(-100)),
                brief("time long ago", "time  likely", 37, seconds(-86_400 * 400)),
                brief("four octets", "unknown", 37, "abcd"),
                brief("daytime", "daytime  certain", 13, "Sun Nov 22 05:30:00 2026\r\n"),
                brief("daytime by ISO", "daytime  likely", 0, "2026-11-22 05:30:00Z\n"),
                brief(
                        "daytime of NIST",
                        "daytime  certain",
                        13,
                        "\n60270 26-11-22 05:30:00 00 0 0 500.0 UTC(NIST) *\n"),
                brief("quote", "qotd  likely", 17, "\"Port is what you drink.\"\r\n  A. Nonymous"),
                brief("quote of one word", "qotd  likely", 17, "Fiat."),
                brief("quote with no end of line", "qotd  likely", 17, "To be\r\nor not to be"),
                brief("quote elsewhere", "unknown", 0, "To be or not to be\r\n"));
    }

    private static List<Service> strange() {
        return List.of(
                brief("one that goes at once", "unknown", 0, ""),
                staying("binary", "unknown", 0, "J\0\0\0\n8.0.36\0\u0008\0\0\0\u0001"),
                staying("text", "unknown", 0, "hello and welcome\r\n"),
                staying("a greeting in half", "unknown", 0, "22"),
                staying("HTTP out of turn", "http  likely", 0, "HTTP/1.0 408 Too late\r\n\r\n"),
                of(
                        "one that never stops",
                        "unknown",
                        0,
                        caller -> {
                            for (int i = 0; i < 1_000_000; i++) caller.say("bla ");
                        }),
                of(
                        "a greeting of endless lines",
                        "unknown",
                        0,
                        caller -> {
                            for (int i = 0; i < 1_000_000; i++) caller.say("220-bla\r\n");
                        }));
    }

    /// Those that stay without a word are not waited for long, those that answer are.
    private static final Patience PATIENCE =
            new Patience(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(60));

    /// Those whose every word comes at once, as one segment.
    private static final Patience BRIEF =
            new Patience(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(200),
                    Duration.ofMillis(20),
                    Duration.ofMillis(200),
                    Duration.ofSeconds(60));

    @ParameterizedTest
    @MethodSource("services")
    void isTold(Service service) throws IOException {
        assertThat(service.tell())
                .noneMatch(line -> line.matches("(?i).*\\b(user|login|pass|auth|mail)\\b.*"));
    }
}
