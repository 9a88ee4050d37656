package org.posthouse.nimail.niftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Listener;
import org.posthouse.wire.Transcript;

/// Whoever waits for the partner waits so long and no longer (docs/niftp.md, time-outs). Each wait
/// has its case; all are played at one time, with short limits, since they do nothing but wait.
@Timeout(120)
final class TimeoutsTest {
    private static final String GO = "82 01 00";
    private static final String STOP_DONE = "86 00 01 0f 22 20 00";

    /// Long enough for our own part of a dialogue on a busy machine.
    private static final Duration SHORT = Duration.ofSeconds(4);

    private static final Attribute SECONDS = Attribute.equal(Meaning.TIMEOUT, 4);

    /// For P, who has what its partner says before it begins.
    private static final Duration AT_ONCE = Duration.ofMillis(200);

    private static final Attribute ALL = Attribute.equal(Meaning.FACILITIES, 0x5f);
    private static final String RPOS = "82 02 00";
    private static final String RNEG = "86 03 01 0f 22 10 01";

    @TempDir static Path directory;
    private static final Map<String, FutureTask<Void>> PLAYED = new HashMap<>();
    private static final List<Listener> LISTENERS = new ArrayList<>();

    private interface Play {
        void play(Talk talk) throws IOException;
    }

    /// By what is waited for in vain.
    private static Map<String, Play> plays() {
        var all = new LinkedHashMap<String, Play>();
        all.put("Q for the first octet", talk -> {});
        all.put("Q for a name's end", talk -> talk.say("66 74 70"));
        all.put("Q for an SFT's end", talk -> talk.say("86 04 05"));
        all.put("Q for GO", talk -> agreed(talk, "go"));
        all.put(
                "Q for STOP after RNEG",
                talk -> assertThat(talk.ask(Access.READ, "none").command()).startsWith("RNEG"));
        all.put("Q for SS", talk -> agreed(talk, "ss").say(GO));
        all.put(
                "Q for data",
                talk -> {
                    agreed(talk, "data").say(GO + "00 40 00 81 61 00 41 01 81 62");
                    assertThat(talk.data()).isEqualTo("0 end");
                    assertThat(directory.resolve("tree/data")).doesNotExist();
                    resumed("data", 1);
                });
        all.put(
                "Q for the sender to quit",
                talk -> {
                    agreed(talk, "quit").say(GO + "81 61");
                    assertThat(talk.data()).isEqualTo("0 QR 22");
                });
        all.put(
                "Q for STOP",
                talk -> {
                    agreed(talk, "stop").say(GO + "00 40 00 81 61 00 43 00");
                    assertThat(talk.data()).isEqualTo("0 ER 00");
                    assertThat(talk.command()).isEqualTo("nothing");
                    assertThat(directory.resolve("tree/stop")).hasContent("a\n");
                });
        all.put(
                "Q for the next SFT",
                talk -> {
                    agreed(talk, "next").say(GO + "00 40 00 81 61 00 43 00");
                    assertThat(talk.data()).isEqualTo("0 ER 00");
                    assertThat(talk.say(STOP_DONE).command()).isEqualTo("STOPACK 2000");
                });
        all.put(
                "Q for MR",
                talk -> {
                    fetching(talk);
                    assertThat(talk.data()).isEqualTo("2048 MS 01");
                });
        all.put(
                "Q for the hold's end",
                talk -> {
                    fetching(talk);
                    assertThat(talk.data()).isEqualTo("2048 MS 01");
                    talk.say("00 46 10");
                    assertThat(talk.data()).isEqualTo("0 ES 10");
                });
        all.put(
                "Q for ER",
                talk -> {
                    fetching(talk);
                    assertThat(talk.data()).isEqualTo("2048 MS 01");
                    talk.say("00 46 00");
                    assertThat(talk.data()).isEqualTo("0 ES 00");
                });
        return all;
    }

    static Set<String> waits() {
        return plays().keySet();
    }

    @BeforeAll
    static void playAll() throws IOException {
        Path tree = Files.createDirectory(directory.resolve("tree"));
        Files.write(tree.resolve("file"), new byte[10_000]);
        for (Map.Entry<String, Play> wait : plays().entrySet()) {
            Listener q = listener(tree);
            LISTENERS.add(q);
            var played = new FutureTask<Void>(() -> play(q, wait.getValue()), null);
            PLAYED.put(wait.getKey(), played);
            Thread.ofVirtual().start(played);
        }
    }

    @AfterAll
    static void close() throws IOException {
        for (Listener listener : LISTENERS) listener.close();
    }

    private static Listener listener(Path tree) throws IOException {
        NiftpSettings usual = Fixture.settings(tree, Profile.UNIX_NIFTP);
        var manner = new Manner(Profile.UNIX_NIFTP, SHORT, "OURS");
        return Fixture.listen(
                new NiftpReceiver(
                        manner,
                        Services.files(new FileService(usual, directory.resolve("q"))),
                        new UnderWay()));
    }

    /// Says what is to be said, and then nothing more: Q must let go.
    private static void play(Listener q, Play play) {
        try (Talk talk = new Talk(q.address())) {
            play.play(talk);
            talk.flush();
            Condition.until("Q has let go", () -> q.conversations() == 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Attribute id(String name) {
        return Attribute.equal(Meaning.TRANSFER_ID, name.hashCode() & 0xffff);
    }

    private static Talk agreed(Talk talk, String name) throws IOException {
        talk.ask(Access.MAKE, name, ALL, SECONDS, id(name));
        assertThat(talk.command()).isEqualTo("RPOS");
        return talk;
    }

    private static void fetching(Talk talk) throws IOException {
        talk.ask(
                Access.READ,
                "file",
                SECONDS,
                Attribute.equal(Meaning.DATA_TYPE, 2),
                Attribute.equal(Meaning.WINDOW, 1),
                Attribute.equal(Meaning.FACILITIES, 0x1e));
        assertThat(talk.command()).isEqualTo("RPOS");
        talk.say(GO);
        assertThat(talk.data()).isEqualTo("0 SS 00");
        assertThat(talk.data()).isEqualTo("0 CS 01");
    }

    /// Its docket is there: it is gone on with from that mark.
    private static void resumed(String name, int mark) throws IOException {
        try (Listener q = listener(directory.resolve("tree"));
                Talk talk = new Talk(q.address())) {
            talk.ask(
                    Access.MAKE | 0x0100,
                    name,
                    ALL,
                    id(name),
                    Attribute.atMost(Meaning.RESTART, mark));
            assertThat(talk.command()).isEqualTo("RPOS");
            assertThat(talk.say(GO + "00 40 %02x".formatted(mark) + "00 43 00").data())
                    .isEqualTo("0 ER 00");
        }
    }

    @ParameterizedTest
    @MethodSource("waits")
    void noWaitIsForEver(String wait) throws Exception {
        Objects.requireNonNull(PLAYED.get(wait)).get();
    }

    /// Each octet comes in time, and the whole never.
    @Test
    void norForAnSftThatTrickles() throws IOException {
        try (Listener q = listener(directory.resolve("tree"));
                var p = new Socket(q.address().getAddress(), q.address().getPort())) {
            p.getOutputStream().write(0xbf);
            Condition.until("Q has met it", () -> q.conversations() == 1);
            Condition.until("Q has let go", () -> q.conversations() == 0 || !trickle(p));
        }
    }

    /// @return whether it goes on
    private static boolean trickle(Socket p) {
        try {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            p.getOutputStream().write(0x04);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// A partner that takes nothing is cut off too.
    @Test
    void norForAPartnerToTakeOurData() throws IOException {
        Path tree = Files.createDirectories(directory.resolve("tree"));
        try (var file = new RandomAccessFile(tree.resolve("large").toFile(), "rw")) {
            file.setLength(64L << 20);
        }
        try (Listener q = listener(tree);
                Talk talk = new Talk(q.address())) {
            talk.ask(Access.READ, "large", SECONDS, Attribute.equal(Meaning.DATA_TYPE, 2));
            assertThat(talk.command()).isEqualTo("RPOS");
            talk.say(GO).flush();
            Condition.until("Q has let go", () -> q.conversations() == 0);
        }
    }

    /// What a Q says before it falls silent; P gives up, and keeps what it knows.
    @ParameterizedTest
    @ValueSource(strings = {"", "82", RPOS, RNEG, "8a 02 02 0e 22 00 1e 0d 22 00 01"})
    void pDoesNotWaitForEverEither(String said) throws IOException {
        Path local = Files.write(directory.resolve("local" + said.length()), new byte[100]);
        try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var connection =
                        Connection.open(
                                "127.0.0.1",
                                door.getLocalPort(),
                                Duration.ofSeconds(30),
                                Transcript.NONE);
                Socket q = door.accept()) {
            q.getOutputStream().write(HexFormat.of().parseHex(said.replace(" ", "")));
            Initiator p =
                    Initiator.over(
                            connection, "", "P", Profile.EVERYDAY, Progress.NONE, Transcript.NONE);
            p.times(new Initiator.Times(AT_ONCE, Optional.of(AT_ONCE)));
            var errand =
                    new Errand(
                            "q",
                            local,
                            new Access(Access.MAKE),
                            new Wanted.Kind.Binary(8),
                            Map.of(Meaning.FILENAME, "x"));
            var dockets = new Dockets(directory.resolve("p"));
            assertThatThrownBy(() -> errand.run(p, Profile.EVERYDAY, dockets))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in time");
        }
        assertThat(directory.resolve("p")).isNotEmptyDirectory();
    }
}
