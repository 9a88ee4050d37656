package org.posthouse.ports.identify;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// ISO transport and what is above it: asked about X.400 only where somebody says that it is there.
final class X400Test {
    /// With those who answer the first question and not the second.
    private static final Patience BRIEF =
            new Patience(
                    Duration.ofSeconds(30),
                    Duration.ofMillis(20),
                    Duration.ofMillis(20),
                    Duration.ofMillis(300),
                    Duration.ofMillis(20),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(90));

    private static final Patience PATIENT =
            new Patience(
                    Duration.ofSeconds(30),
                    Duration.ofMillis(20),
                    Duration.ofMillis(20),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(50),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(90));

    private static final String CC = "\u0003\0\0\u000b\u0006\u00d0PH\0\u0007\0";
    private static final String MTS_TRANSFER = "06 04 56 00 01 06";
    private static final String MTS_ACCESS = "06 04 56 00 01 00";
    private static final String MMS = "06 05 28 ca 22 02 03";
    private static final String TAKEN = "30 07 80 01 00 81 02 51 01";
    private static final String NOT_KNOWN = "30 06 80 01 02 82 01 01";

    record Stack(String name, String expected, Patience patience, String answer) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static String octets(String hex) {
        return new String(
                HexFormat.of().parseHex(hex.replace(" ", "")), StandardCharsets.ISO_8859_1);
    }

    private static String hex(String octets) {
        return HexFormat.of().formatHex(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String of(int tag, String... parts) {
        String content = String.join("", parts).replace(" ", "");
        return "%02x%02x%s".formatted(tag, content.length() / 2, content);
    }

    /// An association's answer within presentation's.
    private static String aare(String context, String result, String diagnostic) {
        return of(
                0x61,
                of(
                        0x30,
                        "020101",
                        of(0xa0, of(0x61, of(0xa1, context), of(0xa2, result), diagnostic))));
    }

    private static String diagnostic(int code) {
        return of(0xa3, of(0xa1, "0201%02x".formatted(code)));
    }

    private static String contexts(String... results) {
        return of(0xa5, results);
    }

    private static String cpa(String... parameters) {
        return of(0x31, "a003800101", of(0xa2, parameters));
    }

    private static String cpr(String... parameters) {
        return of(0x30, parameters);
    }

    private static String accept(String userData) {
        return of(14, of(5, "130100", "160102"), "14020249", of(0xc1, userData));
    }

    private static String refuse(String reason, String userData) {
        return of(12, "110101", of(0x32, reason, userData));
    }

    private static String tpkt(String spdu) {
        String body = octets(spdu);
        int length = 7 + body.length();
        return "\u0003\0" + (char) (length >> 8) + (char) (length & 0xff) + "\2\u00f0\u0080" + body;
    }

    private static Stack answering(String name, String expected, String spdu) {
        return new Stack(name, expected, PATIENT, tpkt(spdu));
    }

    static List<Stack> stacks() {
        return Stream.of(mail(), others(), strange()).flatMap(List::stream).toList();
    }

    private static List<Stack> mail() {
        String rejected = aare(MTS_TRANSFER, "020101", diagnostic(1));
        return List.of(
                answering(
                        "1988 that refuses the association",
                        "x400 1988 certain",
                        refuse("02", cpr(contexts(TAKEN, TAKEN), rejected))),
                answering(
                        "1988 that accepts it",
                        "x400 1988 certain",
                        accept(
                                cpa(
                                        contexts(TAKEN, TAKEN),
                                        aare(MTS_TRANSFER, "020100", diagnostic(0))))),
                answering(
                        "1988 that is busy",
                        "x400 1988 certain",
                        refuse(
                                "02",
                                cpr(
                                        contexts(TAKEN, TAKEN),
                                        aare(MTS_TRANSFER, "020102", diagnostic(0)),
                                        ""))),
                answering(
                        "1988 whose presentation refuses",
                        "x400 1988 likely",
                        refuse("02", cpr(contexts(TAKEN, TAKEN), "8a0100"))),
                answering(
                        "message store",
                        "x400 1988 likely",
                        refuse(
                                "02",
                                cpr(
                                        contexts(TAKEN, NOT_KNOWN),
                                        aare(MTS_ACCESS, "020101", diagnostic(1))))),
                answering(
                        "1984 that refuses", "x400 1984 likely", refuse("02", of(0x31, "800102"))),
                answering(
                        "1984 that is busy", "x400 1984 likely", refuse("02", of(0x31, "800100"))),
                answering(
                        "1984 that accepts",
                        "x400 1984 likely",
                        accept(of(0x31, "a003800100", of(0xa1, "800100")))));
    }

    private static List<Stack> others() {
        return List.of(
                answering(
                        "MMS of a controller",
                        "iso-transport  certain",
                        accept(cpa(contexts(TAKEN, TAKEN), aare(MMS, "020100", diagnostic(0))))),
                answering(
                        "directory",
                        "iso-transport  certain",
                        refuse(
                                "02",
                                cpr(
                                        contexts(TAKEN, NOT_KNOWN),
                                        aare(MTS_TRANSFER, "020101", diagnostic(2))))),
                answering(
                        "presentation alone",
                        "iso-transport  certain",
                        refuse("02", cpr(contexts(NOT_KNOWN, NOT_KNOWN), "8a0104"))),
                answering("unknown selector", "iso-transport  certain", refuse("81", "")),
                answering("busy session", "iso-transport  certain", refuse("83", "")),
                answering("session that aborts", "iso-transport  certain", of(25, "110103")));
    }

    private static List<Stack> strange() {
        String accepted =
                accept(cpa(contexts(TAKEN, TAKEN), aare(MTS_TRANSFER, "020100", diagnostic(0))));
        String whole = tpkt(accepted);
        String body = octets(accepted);
        return List.of(
                new Stack("only transport", "iso-transport  certain", BRIEF, ""),
                new Stack(
                        "S7",
                        "iso-transport  certain",
                        BRIEF,
                        tpkt("3203000000010002000000008104")),
                new Stack("a line of text", "iso-transport  certain", BRIEF, "hello there\r\n"),
                new Stack("cut answer", "iso-transport  certain", BRIEF, whole.substring(0, 30)),
                new Stack(
                        "answer that says it is longer",
                        "iso-transport  certain",
                        BRIEF,
                        whole.replaceFirst("(?s)^\u0003\0\0.", "\u0003\0\u000f\u00ff")),
                new Stack(
                        "cut within",
                        "iso-transport  certain",
                        PATIENT,
                        tpkt(hex(body.substring(0, body.length() - 5)))),
                new Stack(
                        "answer in two parts",
                        "x400 1988 certain",
                        PATIENT,
                        tpkt(hex(body.substring(0, 9))).replaceFirst("\u00f0\u0080", "\u00f0\0")
                                + tpkt(hex(body.substring(9)))),
                new Stack(
                        "parts without end",
                        "iso-transport  certain",
                        PATIENT,
                        tpkt("0e00").replaceFirst("\u00f0\u0080", "\u00f0\0").repeat(20)));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    @Timeout(60)
    void isTold(Stack stack) throws IOException {
        try (var pretended =
                Pretended.playing(
                        caller -> {
                            caller.octets(11);
                            caller.say(CC);
                            caller.piece();
                            caller.say(stack.answer);
                            if (stack.patience.equals(BRIEF)) caller.listen();
                            else caller.piece(); // our word of leave
                        })) {
            Identity identity = pretended.identified(stack.patience, Target.X400);
            assertThat(Pretended.told(identity))
                    .as("%s %s", identity.notes(), identity.evidence())
                    .isEqualTo(stack.expected);
        }
    }

    /// What is asked, octet by octet: with the parser of another program it was found to be a
    /// CONNECT, a CP and an AARQ for id-ac-mts-transfer.
    @Test
    void theQuestionIsThisAndIsTakenBack() throws IOException {
        var asked = new CompletableFuture<String>();
        var left = new CompletableFuture<String>();
        try (var pretended =
                Pretended.playing(
                        caller -> {
                            caller.octets(11);
                            caller.say(CC);
                            asked.complete(hex(caller.octets(90)));
                            caller.say(
                                    tpkt(
                                            accept(
                                                    cpa(
                                                            contexts(TAKEN, TAKEN),
                                                            aare(
                                                                    MTS_TRANSFER,
                                                                    "020100",
                                                                    diagnostic(0))))));
                            left.complete(hex(caller.octets(12 + 11)));
                            caller.listen();
                        })) {
            pretended.identified(PATIENT, Target.X400);
            assertThat(asked.join())
                    .isEqualTo(
                            "0300005a02f080"
                                    + "0d51"
                                    + "0509130100160103"
                                    + "1a010014020249"
                                    + "c140313e"
                                    + "a003800101a237"
                                    + "a422"
                                    + "300f0201010604520100013004"
                                    + "06025101"
                                    + "300f02010306045600020c3004"
                                    + "06025101"
                                    + "6111300f020101a00a"
                                    + "6008a106060456000106");
            assertThat(left.join())
                    .isEqualTo("0300000c02f0801903110103" + "0300000b06800007504880");
        }
    }

    /// At 102 there may be a controller of a machine: nothing is said on top of its transport.
    @Test
    void nothingIsBoundUnasked() throws IOException {
        try (var pretended =
                Pretended.playing(
                        caller -> {
                            caller.octets(11);
                            caller.say(CC);
                            caller.listen();
                        })) {
            Identity identity = pretended.identified(PATIENT, 102);
            assertThat(Pretended.told(identity)).isEqualTo("iso-transport  certain");
            assertThat(pretended.heard())
                    .containsExactly(
                            octets("0300000b06e00000504800"), octets("0300000b06800007504880"));
        }
    }

    /// The answer may break off after each octet.
    @Test
    @Timeout(120)
    void anyBeginningIsRead() {
        String whole =
                octets(
                        accept(
                                cpa(
                                        contexts(TAKEN, TAKEN),
                                        aare(MTS_TRANSFER, "020100", diagnostic(0)))));
        for (int cut = 0; cut < whole.length(); cut++) {
            String part = whole.substring(0, cut);
            assertThat(IsoSession.read(part)).isEqualTo(new IsoSession.Answer.Strange());
            assertThat(MtsBind.shown(part)).isNotEqualTo(MtsBind.Shown.X400_1988);
        }
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = whole.getBytes(StandardCharsets.ISO_8859_1);
            for (int j = 0; j < 3; j++)
                noise[random.nextInt(noise.length)] = (byte) random.nextInt();
            if (IsoSession.read(new String(noise, StandardCharsets.ISO_8859_1))
                    instanceof IsoSession.Answer.Accepted(var userData))
                assertThat(MtsBind.shown(userData)).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"0500, 1", "050103, 1", "0580, 0", "058200010041, 1", "0583000001, 0", "1f0100, 0"})
    void valuesAreReadOrLeft(String hex, int count) {
        assertThat(Ber.all(octets(hex)).size()).isLessThanOrEqualTo(count);
    }
}
