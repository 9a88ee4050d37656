package org.posthouse.nimail.niftp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.wire.Listener;

/// Marks, windows, restart, hold and quit, in the octets of docs/niftp.md, the data phase. A mark
/// comes each 2048 octets of the file.
@Timeout(180)
final class DataPhaseTest {
    private static final String GO = "82 01 00";
    private static final Attribute BINARY = Attribute.equal(Meaning.DATA_TYPE, 2);

    @TempDir Path directory;
    private Path tree;
    private Listener q;

    @BeforeEach
    void listen() throws IOException {
        tree = Files.createDirectory(directory.resolve("tree"));
        byte[] octets = new byte[10_000];
        new Random(1).nextBytes(octets);
        Files.write(tree.resolve("file"), octets);
        q = Fixture.listen(tree, directory.resolve("data"), Profile.UNIX_NIFTP);
    }

    @AfterEach
    void close() throws IOException {
        q.close();
    }

    private Talk fetching(int facilities, int window) throws IOException {
        Talk talk = new Talk(q.address());
        talk.ask(
                Access.READ,
                "file",
                BINARY,
                Attribute.equal(Meaning.WINDOW, window),
                Attribute.equal(Meaning.FACILITIES, facilities));
        assertThat(talk.command()).isEqualTo("RPOS");
        talk.say(GO);
        assertThat(talk.data()).isEqualTo("0 SS 00");
        assertThat(talk.data()).isEqualTo("0 CS 01");
        return talk;
    }

    @Test
    void theSenderWaitsWhenTheWindowIsShut() throws IOException {
        try (Talk talk = fetching(Agreement.ACKNOWLEDGE, 2)) {
            assertThat(talk.data()).isEqualTo("2048 MS 01");
            assertThat(talk.data()).isEqualTo("2048 MS 02");
            assertThat(talk.silent()).isTrue();
            talk.say("00 45 01");
            assertThat(talk.data()).isEqualTo("2048 MS 03");
            assertThat(talk.silent()).isTrue();
            talk.say("00 45 03");
            assertThat(talk.data()).isEqualTo("2048 MS 04");
            assertThat(talk.data()).isEqualTo("1808 ES 00");
            talk.say("00 47 00 86 00 01 0f 22 20 00"); // ER without an MR is good
            assertThat(talk.command()).isEqualTo("STOPACK 2000");
        }
    }

    @Test
    void theSenderGoesBackToAMark() throws IOException {
        try (Talk talk = fetching(Agreement.ACKNOWLEDGE | Agreement.RESTART, 2)) {
            assertThat(talk.data()).isEqualTo("2048 MS 01");
            assertThat(talk.data()).isEqualTo("2048 MS 02");
            talk.say("00 45 01 00 44 01");
            String next = talk.data();
            if (next.endsWith("MS 03")) next = talk.data(); // it had the MR first
            assertThat(next).endsWith("SS 01");
            assertThat(talk.data()).isEqualTo("0 CS 01");
            assertThat(talk.data()).isEqualTo("2048 MS 02");
            assertThat(talk.data()).isEqualTo("2048 MS 03");
        }
    }

    @Test
    void theSenderHoldsAndGoesOn() throws IOException {
        try (Talk talk = fetching(Agreement.ACKNOWLEDGE | Agreement.HOLD, 1)) {
            assertThat(talk.data()).isEqualTo("2048 MS 01");
            talk.say("00 46 10");
            assertThat(talk.data()).isEqualTo("0 ES 10");
            talk.say("00 45 01 00 47 10");
            assertThat(talk.data()).isEqualTo("2048 MS 02");
        }
    }

    @Test
    void theSenderEndsWhenTheReceiverHasEnough() throws IOException {
        try (Talk talk = fetching(Agreement.ACKNOWLEDGE, 1)) {
            assertThat(talk.data()).isEqualTo("2048 MS 01");
            talk.say("00 46 00");
            assertThat(talk.data()).isEqualTo("0 ES 00");
            talk.say("00 47 00 86 00 01 0f 22 20 00");
            assertThat(talk.command()).isEqualTo("STOPACK 2000");
        }
    }

    @Test
    void theSenderEndsAsTheReceiverFails() throws IOException {
        try (Talk talk = fetching(Agreement.ACKNOWLEDGE, 1)) {
            assertThat(talk.data()).isEqualTo("2048 MS 01");
            talk.say("00 46 20");
            assertThat(talk.data()).isEqualTo("0 ES 20");
            talk.say("00 47 20 86 00 01 0f 22 30 11");
            assertThat(talk.command()).isEqualTo("STOPACK 3011");
        }
    }

    @Test
    void aMarkThatWasNotSentCannotBeAcknowledged() throws IOException {
        try (Talk talk = fetching(Agreement.ACKNOWLEDGE, 1)) {
            assertThat(talk.data()).isEqualTo("2048 MS 01");
            talk.say("00 45 07");
            assertThat(talk.data()).isEqualTo("0 ES 2a");
            talk.say("00 47 2a 86 00 01 0f 22 30 11");
            assertThat(talk.command()).isEqualTo("STOPACK 3011");
        }
    }

    private Talk sending(int facilities) throws IOException {
        Talk talk = new Talk(q.address());
        talk.ask(Access.MAKE, "new", Attribute.equal(Meaning.FACILITIES, facilities));
        assertThat(talk.command()).isEqualTo("RPOS");
        return talk.say(GO);
    }

    @Test
    void theReceiverAsksAgainForWhatCameOutOfOrder() throws IOException {
        try (Talk talk = sending(Agreement.RESTART | Agreement.ACKNOWLEDGE)) {
            talk.say("00 40 00 81 61 00 41 01 81 62 00 41 05 81 63");
            assertThat(talk.data()).isEqualTo("0 RR 01");
            talk.say("81 64 00 43 00 00 40 01 81 65 00 41 02 00 43 00");
            assertThat(talk.data()).isEqualTo("0 MR 02");
            assertThat(talk.data()).isEqualTo("0 ER 00");
            talk.say("86 00 01 0f 22 20 00");
            assertThat(talk.command()).isEqualTo("STOPACK 2000");
        }
        assertThat(tree.resolve("new")).hasContent("a\ne\n");
    }

    @Test
    void theReceiverQuitsWhereItCannotAskAgain() throws IOException {
        try (Talk talk = sending(Agreement.ACKNOWLEDGE)) {
            talk.say("00 40 00 81 61 00 41 05");
            assertThat(talk.data()).isEqualTo("0 QR 20");
            talk.say("81 63 00 43 20");
            assertThat(talk.data()).isEqualTo("0 ER 20");
            talk.say("86 00 01 0f 22 30 11");
            assertThat(talk.command()).isEqualTo("STOPACK 3011");
        }
        assertThat(tree.resolve("new")).doesNotExist();
    }

    @Test
    void theReceiverAcknowledgesBeyondHalfAWindow() throws IOException {
        try (Talk talk = sending(Agreement.ACKNOWLEDGE)) {
            var marks = new StringBuilder("00 40 00");
            for (int i = 1; i <= 17; i++) marks.append("81 61 00 41 %02x".formatted(i));
            talk.say(marks.toString());
            assertThat(talk.data()).isEqualTo("0 MR 11");
            talk.say("81 61 00 41 12 00 43 00");
            assertThat(talk.data()).isEqualTo("0 MR 12");
            assertThat(talk.data()).isEqualTo("0 ER 00");
        }
    }
}
