package org.posthouse.ports.identify;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Services that wait to be spoken to.
final class SilentTest {
    /// Short with greetings, which none of these has, and long with answers.
    private static final Patience PATIENCE =
            new Patience(
                    Duration.ofSeconds(30),
                    Duration.ofMillis(20),
                    Duration.ofMillis(20),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(50),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(90));

    /// With services of which nothing is to be had.
    private static final Patience BRIEF =
            new Patience(
                    Duration.ofSeconds(30),
                    Duration.ofMillis(20),
                    Duration.ofMillis(20),
                    Duration.ofMillis(200),
                    Duration.ofMillis(20),
                    Duration.ofMillis(200),
                    Duration.ofSeconds(20));

    /// Answers the first piece that comes, and closes.
    private static Service of(String name, String expected, int like, String answer) {
        return new Service(
                name,
                expected,
                like,
                PATIENCE,
                caller -> {
                    if (!caller.piece().isEmpty()) caller.say(answer);
                });
    }

    static List<Service> services() {
        return Stream.of(web(), directories(), echoes(), octets(), mute())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Service> web() {
        return List.of(
                of(
                        "HTTP",
                        "http HTTP/1.1 certain",
                        80,
                        "HTTP/1.1 405 Not Allowed\r\nServer: nginx/1.22.1\r\n\r\n"),
                of("HTTP elsewhere", "http HTTP/1.0 certain", 9999, "HTTP/1.0 200 OK\r\n\r\n"),
                of(
                        "HTTP that takes no OPTIONS",
                        "http HTTP/1.1 certain",
                        80,
                        "HTTP/1.1 400 X\r\n\r\n"),
                of("HTTP that fails", "http HTTP/1.1 certain", 0, "HTTP/1.1 500 Oops\r\n\r\n"));
    }

    private static List<Service> directories() {
        return List.of(
                of("finger", "finger  likely", 79, "finger: nobody: no such user.\r\n"),
                of("finger of BSD", "finger  likely", 79, "Login: pat   Name: Pat\r\n"),
                of("finger elsewhere", "finger  likely", 2079, "Login name: OPTIONS\r\n???\r\n"),
                of("finger in its own words", "finger  guess", 79, "Never heard of her.\r\n"),
                of("whois of RIPE", "whois  likely", 43, "% This is a whois server\r\n\r\n"),
                of("whois of Verisign", "whois  likely", 43, "No match for domain\r\n"),
                of("whois elsewhere", "whois  likely", 4343, "NOT FOUND\r\n"),
                of("whois in its own words", "whois  guess", 43, "We keep that secret.\r\n"),
                of("ident", "ident  certain", 113, "113 , 40000 : ERROR : NO-USER\r\n"),
                of("ident that tells", "ident  certain", 113, "113,40000:USERID:UNIX:pat\r\n"),
                of("ident elsewhere", "ident  certain", 1113, "0,0:ERROR:INVALID-PORT\r\n"));
    }

    private static Service echo(String name, int like) {
        return new Service(
                name,
                "echo  certain",
                like,
                PATIENCE,
                caller -> {
                    for (String piece = caller.piece(); !piece.isEmpty(); piece = caller.piece())
                        caller.say(piece);
                });
    }

    private static List<Service> echoes() {
        return List.of(echo("echo", 7), echo("echo elsewhere", 7007), echo("echo at 9", 9));
    }

    private static final String CC = "\u0003\0\0\u000b\u0006\u00d0PH\0\u0007\0";
    private static final String DR = "\u0003\0\0\u000b\u0006\u0080PH\0\0\u0003";
    private static final String ER = "\u0003\0\0\r\bpPH\u0002\u00c1\u0002\u0006\u00e0";

    private static List<Service> octets() {
        return List.of(
                of("ISO that takes", "iso-transport  certain", 102, CC),
                of("ISO that refuses", "iso-transport  certain", 102, DR),
                of("ISO that complains", "iso-transport  certain", 102, ER),
                of("ISO for someone else", "unknown", 102, CC.replace("PH", "XX")),
                niftp("NIFTP with RNEG", "\u0086\u0003\u0001\u000f\"\u0010\u0002"),
                niftp("NIFTP with RPOS", "\u0082\u0002\0"),
                niftp("NIFTP in pieces", "\u0002\u0003\u0001\u0084\u000f\"\u0010\u0002"),
                new Service(
                        "NIFTP that answers STOP only",
                        "niftp  certain",
                        61,
                        PATIENCE,
                        caller -> {
                            if (caller.octets(3).equals("\u0082\0\0")) caller.say("\u0082\u0005\0");
                        }),
                new Service(
                        "NIFTP that wants a name",
                        "niftp  certain",
                        47,
                        PATIENCE,
                        caller -> {
                            if (!caller.octets(4).equals("ftp\0")) return;
                            caller.octets(3);
                            caller.say("\u0086\u0003\u0001\u000f\"\u0010\u0002");
                            caller.octets(7);
                            caller.say("\u0086\u0005\u0001\u000f\"\u0010\u0001");
                        }),
                of("nothing of NIFTP", "unknown", 47, "hello?\r\n"),
                dns("DNS", 53, "dnsmasq-2.90"),
                dns("DNS elsewhere", 5353, "9.18.33-1~deb12u2-Debian"),
                dns("DNS that keeps its name to itself", 53, ""));
    }

    private static Service niftp(String name, String answer) {
        return new Service(
                name,
                "niftp  certain",
                47,
                PATIENCE,
                caller -> {
                    if (!caller.octets(3).equals("\u0082\u0004\0")) return;
                    caller.say(answer);
                    caller.octets(7);
                    caller.say("\u0086\u0005\u0001\u000f\"\u0010\u0001");
                });
    }

    private static Service dns(String name, int like, String version) {
        return new Service(
                name,
                "dns  certain",
                like,
                PATIENCE,
                caller -> {
                    String first = caller.octets(2);
                    if (first.length() < 2 || first.charAt(0) != 0) return; // another protocol's
                    String query = caller.octets(first.charAt(1));
                    caller.say(answer(query.substring(12), version));
                });
    }

    private static String answer(String question, String version) {
        String record =
                "\u00c0\u000c\0\u0010\0\u0003\0\0\0\0\0"
                        + (char) (version.length() + 1)
                        + (char) version.length()
                        + version;
        String head = "PH\u0084\0\0\u0001\0" + (version.isEmpty() ? '\0' : '\1') + "\0\0\0\0";
        String message = head + question + (version.isEmpty() ? "" : record);
        return "\0" + (char) message.length() + message;
    }

    private static Service mute(String name, String expected, int like) {
        return new Service(name, expected, like, BRIEF, Pretended.Caller::listen);
    }

    private static List<Service> mute() {
        return List.of(
                mute("silent", "open-silent", 9999),
                mute("silent at 25", "open-silent", 25),
                mute("silent at 57", "open-silent", 57),
                mute("silent at 102", "open-silent", 102),
                mute("silent at 47", "open-silent", 47),
                mute("discard", "discard  guess", 9),
                new Service(
                        "discard that takes it piece by piece",
                        "discard  guess",
                        9,
                        BRIEF,
                        caller -> {
                            while (!caller.octets(1).isEmpty()) {
                                // away with it
                            }
                        }),
                new Service(
                        "one that closes when spoken to",
                        "open-silent",
                        9,
                        BRIEF,
                        Pretended.Caller::piece),
                new Service(
                        "binary",
                        "unknown",
                        0,
                        BRIEF,
                        caller -> {
                            caller.piece();
                            caller.say("\0\0\0\u0008\u0001\u0002\u0003\u0004");
                            caller.listen();
                        }));
    }

    @ParameterizedTest
    @MethodSource("services")
    void isTold(Service service) throws IOException {
        List<String> _ = service.tell();
    }

    @Test
    void nothingIsSaidToOneThatMayPunishIt() throws IOException {
        for (int like : List.of(24, 25, 57, 587, 2525)) {
            try (var pretended = Pretended.playing(Pretended.Caller::listen)) {
                assertThat(pretended.identified(BRIEF, like).notes()).hasSize(1);
                assertThat(pretended.heard()).as("at %s", like).isEmpty();
            }
        }
    }

    /// What is none of ours is unknown, whatever it sounds like.
    @Test
    void aLikenessIsNoAnswer() throws IOException {
        try (var pretended =
                Pretended.playing(
                        caller -> {
                            String piece = caller.piece();
                            if (piece.startsWith("OPTIONS"))
                                caller.line("-ERR unknown command 'OPTIONS'");
                        })) {
            Identity identity = pretended.identified(PATIENCE, 9999);
            assertThat(identity.spoken()).as("%s", identity.evidence()).isEqualTo("unknown");
            assertThat(identity.observed())
                    .isInstanceOfSatisfying(
                            Observed.Unknown.class,
                            unknown -> assertThat(unknown.why()).endsWith("it sounds like Redis"));
        }
    }

    @Test
    void nothingAtAllIsSaidToThoseWhoAreOnlyListenedTo() throws IOException {
        try (var silent = Pretended.playing(Pretended.Caller::listen);
                var greeting =
                        Pretended.playing(
                                caller -> {
                                    caller.line("220 mail.example ESMTP");
                                    caller.listen();
                                })) {
            var listening = new Identifier(Optional.of(BRIEF), Identifier.Manner.LISTEN);
            Identity first = listening.check(silent.target()).identity().orElseThrow();
            assertThat(first.spoken()).isEqualTo("not-asked");
            var patient = new Identifier(Optional.of(Pretended.PATIENT), Identifier.Manner.LISTEN);
            Identity second = patient.check(greeting.target()).identity().orElseThrow();
            assertThat(Pretended.told(second)).isEqualTo("smtp  likely");
            assertThat(silent.heard()).isEmpty();
            assertThat(greeting.heard()).isEmpty();
        }
    }

    /// One that is slow to greet, at a port where nobody expects it to.
    @Test
    void aLateGreetingIsListenedToAgain() throws IOException {
        var awake = new AtomicBoolean();
        try (var pretended =
                Pretended.playing(
                        caller -> {
                            if (!awake.getAndSet(true)) caller.piece();
                            caller.line("220 mail.example ESMTP");
                            caller.answer("NOOP", "250", "EHLO", "250 mail.example", "500 what?");
                        })) {
            Identity identity = pretended.identified(PATIENCE, 9999);
            assertThat(identity.observed().named())
                    .as("%s", identity.evidence())
                    .contains(Protocol.SMTP);
        }
    }

    @Test
    void thereAreThreeQuestionsAndNoFourth() {
        var questions = new Questions(Identifier.Manner.ASK);
        assertThat(Stream.generate(questions::take).limit(5))
                .containsExactly(true, true, true, false, false);
        assertThat(new Questions(Identifier.Manner.LISTEN).take()).isFalse();
    }

    @Test
    void noMoreThanThreeThingsAreSaid() throws IOException {
        try (var pretended = Pretended.playing(Pretended.Caller::listen)) {
            pretended.identified(BRIEF, 9999);
            assertThat(pretended.heard()).hasSizeBetween(1, 3);
        }
    }

    @Test
    void aPortWhereNobodyListensIsClosed() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        Checked checked =
                new Identifier().check(Target.of(InetAddress.ofLiteral("127.0.0.1"), port));
        assertThat(checked.reach()).isEqualTo(Reach.CLOSED);
        assertThat(checked.identity()).isEmpty();
    }
}
