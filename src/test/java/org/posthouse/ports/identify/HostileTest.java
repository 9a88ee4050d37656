package org.posthouse.ports.identify;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Services that know their protocol and leave off in the middle of it, by every way there is to
/// leave, and services that never leave off: nothing breaks, nothing wrong is certain.
final class HostileTest {
    /// Nothing here waits for anything to come: what does not come soon does not come.
    private static final Patience BRIEF =
            new Patience(
                    Duration.ofSeconds(30),
                    Duration.ofMillis(150),
                    Duration.ofMillis(50),
                    Duration.ofMillis(150),
                    Duration.ofMillis(10),
                    Duration.ofMillis(150),
                    Duration.ofSeconds(3));

    /// Of one dialogue; more find more: `-Dposthouse.cuts=1000` stops after every octet.
    private static final int CUTS = Integer.getInteger("posthouse.cuts", 8);

    private static final int AT_ONCE = 120; // services

    /// What a service says: first its greeting, which may be empty, then an answer to each piece.
    record Dialogue(String protocol, int like, List<String> words) {
        static Dialogue of(String protocol, int like, String... words) {
            return new Dialogue(protocol, like, List.of(words));
        }

        int length() {
            return words.stream().mapToInt(String::length).sum();
        }
    }

    /// How one leaves.
    private enum Leaving {
        CLOSE,
        RESET,
        SILENCE,
        HALF,
        NOISE
    }

    static List<Dialogue> dialogues() {
        return List.of(
                Dialogue.of(
                        "smtp",
                        0,
                        "220 a ESMTP\r\n",
                        "250 Ok\r\n",
                        "250-a\r\n250 SIZE\r\n",
                        "221 b\r\n"),
                Dialogue.of(
                        "mtp",
                        0,
                        "220 a MTP\r\n",
                        "200 Ok\r\n",
                        "215 T\r\n",
                        "214-MAIL MRSQ MRCP\r\n214 CONT ABRT\r\n",
                        "221 b\r\n"),
                Dialogue.of(
                        "ftp",
                        0,
                        "220 (x FTP)\r\n",
                        "530 log in\r\n",
                        "211-F\r\n MDTM\r\n211 end\r\n"),
                Dialogue.of("pop3", 0, "+OK a\r\n", "+OK\r\nTOP\r\n.\r\n", "+OK\r\n"),
                Dialogue.of("pop2", 0, "+ POP2 a\r\n", "+ bye\r\n"),
                Dialogue.of(
                        "imap",
                        0,
                        "* OK IMAP4 a\r\n",
                        "* CAPABILITY IMAP4rev1\r\np1 OK done\r\n",
                        "* BYE\r\np2 OK\r\n"),
                Dialogue.of("nntp", 0, "200 a\r\n", "101 c\r\nVERSION 2\r\n.\r\n", "205 b\r\n"),
                Dialogue.of(
                        "ssh", 0, "SSH-2.0-x_1\r\n", "\0\0\1\u0014\u0008\u0014aaaaaaaaaaaaaaaa"),
                Dialogue.of(
                        "managesieve",
                        0,
                        "\"IMPLEMENTATION\" \"a\"\r\n\"SIEVE\" \"b\"\r\nOK\r\n",
                        "OK\r\n"),
                Dialogue.of("telnet", 0, "\u00ff\u00fd\u0018\u00ff\u00fb\u0001login: "),
                Dialogue.of("http", 0, "", "HTTP/1.1 405 No\r\nServer: a/1\r\n\r\n"),
                Dialogue.of("ident", 113, "", "113,4711:ERROR:NO-USER\r\n"),
                Dialogue.of(
                        "niftp",
                        47,
                        "",
                        "\u0086\3\1\u000f\"\u0010\2",
                        "\u0086\5\1\u000f\"\u0010\1"),
                Dialogue.of("iso-transport", 102, "", "\3\0\0\u000b\6\u00d0PH\0\7\0"),
                Dialogue.of(
                        "dns",
                        53,
                        "",
                        "\0\u001ePH\u0084\0\0\1\0\0\0\0\0\0\7version\4bind\0\0\u0010\0\3"),
                Dialogue.of("tls", 465, "", "\u0015\3\3\0\2\2("));
    }

    @Test
    @Timeout(300)
    void noneIsMistakenWhereverItStops() throws Exception {
        var tests = new ArrayList<Callable<Boolean>>();
        for (Dialogue dialogue : dialogues()) {
            int step = Math.max(1, dialogue.length() / CUTS);
            for (int cut = 0; cut <= dialogue.length(); cut += step)
                for (Leaving leaving : Leaving.values()) {
                    int said = cut;
                    tests.add(() -> isHeard(dialogue, said, leaving));
                }
        }
        together(tests);
    }

    /// They wait most of their time, so that many may do so at once.
    private static void together(List<Callable<Boolean>> tests) throws Exception {
        try (ExecutorService some =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (Future<Boolean> one : some.invokeAll(tests)) assertThat(one.get()).isTrue();
        }
    }

    private static boolean isHeard(Dialogue dialogue, int cut, Leaving leaving) throws IOException {
        try (var pretended = Pretended.playing(caller -> play(caller, dialogue, cut, leaving))) {
            Identity identity = pretended.identified(BRIEF, dialogue.like);
            assertIsSound(identity);
            boolean certain =
                    identity.observed().sureness().equals(Optional.of(Confidence.CERTAIN));
            if (certain)
                assertThat(identity.spoken())
                        .as("%s after %s octets: %s", leaving, cut, identity.evidence())
                        .isEqualTo(dialogue.protocol);
            if (cut == 0) assertThat(certain).as("%s", identity.evidence()).isFalse();
        }
        return true;
    }

    private static void assertIsSound(Identity identity) {
        assertThat(identity.observed().toString()).doesNotContain("fault of Posthouse");
        for (Evidence evidence : identity.evidence()) {
            assertThat(evidence.shown()).doesNotContain("\n", "\u001b");
            if (evidence.side() != Evidence.Side.NOTE)
                assertThat(evidence.octets()).hasSizeLessThanOrEqualTo(Evidence.KEPT);
        }
    }

    private static void play(Pretended.Caller caller, Dialogue dialogue, int cut, Leaving leaving)
            throws IOException {
        int left = cut;
        for (int i = 0; i < dialogue.words.size(); i++) {
            if (i > 0 && caller.piece().isEmpty()) return;
            String words = dialogue.words.get(i);
            caller.say(words.substring(0, Math.min(left, words.length())));
            left -= words.length();
            if (left < 0) break;
        }
        leave(caller, leaving);
    }

    private static void leave(Pretended.Caller caller, Leaving leaving) throws IOException {
        switch (leaving) {
            case CLOSE -> caller.socket().close();
            case RESET -> {
                caller.socket().setSoLinger(true, 0);
                caller.socket().close();
            }
            case SILENCE -> caller.listen();
            case HALF -> {
                caller.socket().shutdownOutput();
                caller.listen();
            }
            case NOISE -> {
                caller.say("\0\u00ff\u0080\u001b[2J\r\r\n\n\u0000" + "9".repeat(300));
                caller.listen();
            }
        }
    }

    /// @param may what it may be taken for with certainty: endless options are Telnet all the same
    record Flood(String name, boolean greets, String words, int times, String may) {
        Flood(String name, boolean greets, String words, int times) {
            this(name, greets, words, times, "nothing");
        }
    }

    static List<Flood> floods() {
        int million = 1_000_000;
        return Stream.of(true, false)
                .flatMap(
                        greets ->
                                Stream.of(
                                        new Flood("short lines", greets, "\r\n", million),
                                        new Flood("220s", greets, "220 x\r\n", million),
                                        new Flood("220-s", greets, "220-x\r\n", million),
                                        new Flood("untagged", greets, "* OK x\r\n", million),
                                        new Flood("+OK", greets, "+OK x\r\n", million),
                                        new Flood("200", greets, "200 x\r\n", million),
                                        new Flood("SSH", greets, "SSH-2.0-x\r\n", million),
                                        new Flood("quoted", greets, "\"A\" \"B\"\r\n", million),
                                        new Flood(
                                                "options",
                                                greets,
                                                "\u00ff\u00fd\1",
                                                million,
                                                "telnet"),
                                        new Flood("nuls", greets, "\0".repeat(1000), 10_000),
                                        new Flood("one line", greets, "y".repeat(1000), 10_000),
                                        new Flood("NIFTP", greets, "\2\3\1", million),
                                        new Flood("TPKT", greets, "\3\0\0\u000b\6\u00d0", million),
                                        new Flood(
                                                "alerts",
                                                greets,
                                                "\u0015\3\3\0\2\1\0",
                                                million,
                                                "tls"),
                                        new Flood(
                                                "hellos",
                                                greets,
                                                "\u0016\3\3\0\4\0\0\0\0",
                                                million),
                                        new Flood("Cyrus", greets, "Cyrus ".repeat(99), 10_000)))
                .toList();
    }

    @Test
    @Timeout(300)
    void floodsAreLetGoOf() throws Exception {
        var tests = new ArrayList<Callable<Boolean>>();
        for (Flood flood : floods())
            for (int like : List.of(0, 47, 102, 993)) tests.add(() -> isLetGoOf(flood, like));
        together(tests);
    }

    private static boolean isLetGoOf(Flood flood, int like) throws IOException {
        try (var pretended = Pretended.playing(caller -> pour(caller, flood))) {
            Identity identity = pretended.identified(BRIEF, like);
            assertIsSound(identity);
            if (!identity.spoken().equals(flood.may))
                assertThat(identity.observed().sureness())
                        .as("at %s: %s %s", like, identity, identity.evidence())
                        .isNotEqualTo(Optional.of(Confidence.CERTAIN));
        }
        return true;
    }

    private static void pour(Pretended.Caller caller, Flood flood) throws IOException {
        if (!flood.greets && caller.piece().isEmpty()) return;
        String much = flood.words.repeat(Math.max(1, 8_192 / flood.words.length()));
        long octets = (long) flood.words.length() * flood.times;
        for (long said = 0; said < octets; said += much.length()) caller.say(much);
        caller.listen();
    }

    /// One conversation is read up to 64 KiB and no further, whoever asks for more.
    @Test
    void noConversationIsReadWithoutEnd() {
        var endless =
                new Pipe() {
                    private int reads;

                    @Override
                    public int read(byte[] into, Duration limit) {
                        reads++;
                        return into.length;
                    }

                    @Override
                    public boolean write(byte[] octets) {
                        return true;
                    }

                    @Override
                    public String ourAddress() {
                        return "[127.0.0.1]";
                    }

                    @Override
                    public int ourPort() {
                        return 1;
                    }

                    @Override
                    public void close() {}
                };
        long until = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        var questions = new Questions(Identifier.Manner.ASK);
        try (var talk = new Talk(endless, BRIEF, questions, until, new ArrayList<>())) {
            while (endless.reads < 1_000 && talk.hears(BRIEF.answer())) talk.taken();
        }
        assertThat(endless.reads).isLessThan(100);
    }
}
