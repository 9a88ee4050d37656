package org.posthouse.nimail.niftp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.mail.Transfer;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Listener;
import org.posthouse.wire.Transcript;

/// A receiver whose disk is nearly full asks the sender to wait (docs/niftp.md, the data phase).
@Timeout(180)
final class HoldTest {
    private static final String GO = "82 01 00";
    private static final Attribute ALL =
            Attribute.equal(Meaning.FACILITIES, Profile.EVERYDAY.facilities());

    @TempDir Path directory;
    private final AtomicReference<Optional<String>> hindrance =
            new AtomicReference<>(Optional.empty());
    private final UnderWay underWay = new UnderWay();
    private Path tree;
    private Listener q;

    @BeforeEach
    void listen() throws IOException {
        tree = Files.createDirectory(directory.resolve("tree"));
        NiftpSettings settings = Fixture.settings(tree, Profile.EVERYDAY);
        Room room = () -> Objects.requireNonNull(hindrance.get());
        q =
                Fixture.listen(
                        new NiftpReceiver(
                                settings.manner(),
                                Services.files(
                                        new FileService(
                                                settings, directory.resolve("q"), room, 1 << 20)),
                                underWay));
    }

    @AfterEach
    void close() throws IOException {
        q.close();
    }

    private Talk sending(Attribute... more) throws IOException {
        Talk talk = new Talk(q.address());
        talk.ask(Access.MAKE, "new", more);
        assertThat(talk.command()).isEqualTo("RPOS");
        hindrance.set(Optional.of("Disk nearly full"));
        talk.say(GO + "00 40 00");
        return talk;
    }

    private void free() {
        hindrance.set(Optional.empty());
    }

    @Test
    void theSenderWaitsAndGoesOn() throws IOException {
        try (Talk talk = sending(ALL)) {
            assertThat(talk.data()).isEqualTo("0 QR 10");
            talk.say("81 61 00 41 01 81 62 00 43 10"); // what was on its way
            assertThat(talk.silent()).isTrue();
            Condition.until("it is held", () -> isHeld(underWay));
            free();
            assertThat(talk.data()).isEqualTo("0 ER 10");
            talk.say("81 63 00 41 02 00 43 00"); // no SS
            assertThat(talk.data()).isEqualTo("0 MR 02");
            assertThat(talk.data()).isEqualTo("0 ER 00");
            talk.say("86 00 01 0f 22 20 00");
            assertThat(talk.command()).isEqualTo("STOPACK 2000");
        }
        assertThat(tree.resolve("new")).hasContent("a\nb\nc\n");
    }

    @Test
    void aSenderWhoHadEndedAlreadyIsAnsweredAfterTheHold() throws IOException {
        try (Talk talk = sending(ALL)) {
            talk.say("81 61 00 43 00");
            assertThat(talk.data()).isEqualTo("0 QR 10");
            talk.say("00 43 10");
            assertThat(talk.silent()).isTrue();
            assertThat(tree.resolve("new")).doesNotExist();
            free();
            assertThat(talk.data()).isEqualTo("0 ER 10");
            assertThat(talk.data()).isEqualTo("0 ER 00");
        }
        assertThat(tree.resolve("new")).hasContent("a\n");
    }

    /// We let him go on to quit before he takes us for dead; what he has sent is kept.
    @Test
    void whoIsKeptTooLongComesBackLater() throws IOException {
        Attribute id = Attribute.equal(Meaning.TRANSFER_ID, 7);
        try (Talk talk = sending(ALL, id, Attribute.equal(Meaning.TIMEOUT, 3))) {
            assertThat(talk.data()).isEqualTo("0 QR 10");
            talk.say("81 61 00 41 01 00 43 10");
            assertThat(talk.data()).isEqualTo("0 ER 10");
            assertThat(talk.data()).isEqualTo("0 QR 20");
            talk.say("81 62 00 43 20"); // not heard any more
            assertThat(talk.data()).isEqualTo("0 ER 20");
            talk.say("86 00 01 0f 22 30 11");
            assertThat(talk.command()).isEqualTo("STOPACK 3011");
        }
        free();
        try (Talk talk = new Talk(q.address())) {
            talk.ask(
                    Access.MAKE | 0x0100,
                    "new",
                    ALL,
                    id,
                    Attribute.atMost(Meaning.RESTART, 1).monitored());
            assertThat(talk.command()).isEqualTo("RPOS");
            talk.say(GO + "00 40 01 81 7a 00 43 00");
            assertThat(talk.data()).isEqualTo("0 ER 00");
        }
        assertThat(tree.resolve("new")).hasContent("a\nz\n");
    }

    @Test
    void withoutTheFacilityTheSenderQuits() throws IOException {
        try (Talk talk = sending(Attribute.equal(Meaning.FACILITIES, Agreement.RESUME))) {
            assertThat(talk.data()).isEqualTo("0 QR 20");
            talk.say("00 43 20");
            assertThat(talk.data()).isEqualTo("0 ER 20");
        }
    }

    @Test
    void aServerThatShutsDownKeepsNobodyWaiting() throws IOException {
        try (Talk talk = sending(ALL)) {
            assertThat(talk.data()).isEqualTo("0 QR 10");
            talk.say("81 61 00 41 01 00 43 10");
            assertThat(talk.silent()).isTrue();
            q.drain();
            assertThat(talk.data()).isEqualTo("0 ER 10");
            assertThat(talk.data()).isEqualTo("0 QR 20");
        }
    }

    @Test
    void nothingNewIsTakenMeanwhile() throws IOException {
        Files.writeString(tree.resolve("old"), "read me");
        hindrance.set(Optional.of("Disk nearly full"));
        try (Talk talk = new Talk(q.address())) {
            assertThat(talk.ask(Access.MAKE, "new", ALL).command()).isEqualTo("RNEG 1003");
            talk.say("86 00 01 0f 22 10 03");
            assertThat(talk.command()).isEqualTo("STOPACK 1003");
            assertThat(talk.ask(Access.READ, "old").command()).isEqualTo("RPOS");
        }
        assertThat(tree).isDirectoryContaining(path -> path.endsWith("old"));
        try (Stream<Path> all = Files.list(tree)) {
            assertThat(all).hasSize(1);
        }
    }

    /// Both ends ours: the disk is full at some moment of a transfer, and later it is not.
    @Test
    void ourSenderIsHeldAndGoesOn() throws Exception {
        byte[] octets = new byte[20 << 20];
        new Random(10).nextBytes(octets);
        Path local = Files.write(directory.resolve("local"), octets);
        try (var connection =
                Connection.open(
                        "127.0.0.1",
                        q.address().getPort(),
                        Duration.ofSeconds(5),
                        Transcript.NONE)) {
            var ours = new UnderWay();
            Progress progress = ours.watch("NIFTP", Transfer.Role.CALLING, connection.peer(), "");
            Progress full = new FullInTheMidst(progress);
            Initiator p =
                    Initiator.over(connection, "", "OURS", Profile.EVERYDAY, full, Transcript.NONE);
            var errand =
                    new Errand(
                            "q",
                            local,
                            new Access(Access.MAKE),
                            new Wanted.Kind.Binary(8),
                            Map.of(
                                    Meaning.FILENAME, "new",
                                    Meaning.USERNAME, "niuser",
                                    Meaning.PASSWORD, "letmein"));
            var dockets = new Dockets(directory.resolve("p"));
            var outcome = new FutureTask<>(() -> errand.run(p, Profile.EVERYDAY, dockets));
            Thread.ofVirtual().start(outcome);
            Condition.until("it is held", () -> isHeld(ours));
            Condition.until("on both sides", () -> isHeld(underWay));
            free();
            assertThat(outcome.get().done()).isTrue();
        }
        assertThat(tree.resolve("new")).hasBinaryContent(octets);
    }

    private static boolean isHeld(UnderWay transfers) {
        return transfers.underWay().stream().anyMatch(t -> t.stage() == Transfer.Stage.HELD);
    }

    /// Fills the disk with the first data that are sent.
    private final class FullInTheMidst implements Progress {
        private final Progress next;
        private boolean filled;

        FullInTheMidst(Progress next) {
            this.next = next;
        }

        @Override
        public void moved(long octets) {
            if (!filled) hindrance.set(Optional.of("Disk nearly full"));
            filled = true;
            next.moved(octets);
        }

        @Override
        public void agreed(Agreement agreement, Transfer.Direction direction) {
            next.agreed(agreement, direction);
        }

        @Override
        public void became(Transfer.Stage stage) {
            next.became(stage);
        }

        @Override
        public void over() {
            next.over();
        }
    }

    @Test
    void theReserveIsOfTheTreesDisk() {
        assertThat(Room.on(tree, OptionalLong.of(0)).hindrance()).isEmpty();
        assertThat(Room.on(tree, OptionalLong.of(Long.MAX_VALUE)).hindrance())
                .contains("Disk nearly full");
    }
}
