package org.posthouse.nimail.niftp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.posthouse.wire.Listener;

/// Partners who lie, flood, or ask for what is not theirs get the protocol's own answer, or none,
/// and nothing outside the tree.
@Timeout(180)
final class HostilePartnersTest {
    private static final String GO = "82 01 00";

    @TempDir Path directory;
    private Path tree;
    private Listener q;

    @BeforeEach
    void listen() throws IOException {
        tree = Files.createDirectory(directory.resolve("tree"));
        q = Fixture.listen(tree, directory.resolve("data"), Profile.EVERYDAY);
    }

    @AfterEach
    void everythingIsAsItWas() throws IOException {
        try (Talk talk = new Talk(q.address())) { // and it still answers
            assertThat(talk.ask(Access.READ, "none").command()).isEqualTo("RNEG 1001");
        }
        q.close();
        try (Stream<Path> all = Files.list(directory)) {
            assertThat(all.map(path -> path.getFileName().toString()))
                    .isSubsetOf("tree", "data", "outside");
        }
    }

    /// Attribute counts that lie, strings cut short, commands that are none, what is no SFT.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "86 04 05 00 22 01 00",
                "87 04 01 40 32 ff 61 62",
                "83 04 00 00",
                "82 09 00",
                "81 04",
                "80",
                "c5 04",
                "00 00 40 00",
                "82 01 00",
                "66 74 70 00 86 04 05 00 22 01 00",
                "01 10 80 80 80 80"
            })
    void whatMakesNoSenseEndsTheConnection(String hex) throws IOException {
        try (Talk talk = new Talk(q.address())) {
            assertThat(talk.say(hex).command()).isEqualTo("nothing");
        }
    }

    @Test
    void anEndlessServiceNameEndsTheConnection() throws IOException {
        try (Talk talk = new Talk(q.address())) {
            assertThat(talk.say("61".repeat(5000)).command()).isEqualTo("nothing");
        }
    }

    @Test
    void aFloodOfErrorsEndsTheConnection() throws IOException {
        try (Talk talk = new Talk(q.address())) {
            talk.ask(Access.MAKE, "new").command();
            talk.say(GO + "00 40 00".repeat(50));
            assertThat(talk.data()).isEqualTo("0 QR 22");
            talk.say("00 47 00".repeat(50)).flush();
            Condition.until("Q has let go", () -> q.conversations() == 0);
        }
        assertThat(tree).isEmptyDirectory();
    }

    @Test
    void whatIsTooLargeIsNotKept() throws IOException {
        q.close();
        NiftpSettings usual = Fixture.settings(tree, Profile.EVERYDAY);
        var small =
                new NiftpSettings(
                        tree,
                        usual.users(),
                        usual.guest(),
                        100,
                        OptionalLong.empty(),
                        usual.mail(),
                        usual.manner());
        q =
                Listener.open(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        "niftp",
                        Fixture.receiver(small, directory.resolve("data")),
                        new Listener.Capacity(5, 5));
        try (Talk talk = new Talk(q.address())) {
            talk.ask(Access.MAKE, "new").command();
            talk.say(GO + "00 40 00" + ("bf" + "61".repeat(63)).repeat(1000));
            assertThat(talk.data()).isEqualTo("0 QR 20");
            assertThat(talk.say("00 43 20").data()).isEqualTo("0 ER 20");
            talk.say("86 00 01 0f 22 30 11");
            assertThat(talk.command()).isEqualTo("STOPACK 3011");
        }
        assertThat(tree).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside",
                "a/../../outside",
                "/../outside",
                "..",
                ".",
                "/",
                "x/",
                "link",
                "linked/x",
                "pipe",
                ".niftp-x",
                "./x",
                "a\\..\\x",
                "x\u0001y",
                "directory"
            })
    void namesLeadNowhereElse(String name) throws IOException, InterruptedException {
        Path outside = Files.writeString(directory.resolve("outside"), "secret");
        Files.createSymbolicLink(tree.resolve("link"), outside);
        Files.createSymbolicLink(tree.resolve("linked"), directory);
        Files.createDirectory(tree.resolve("directory"));
        Files.createDirectory(tree.resolve("a"));
        new ProcessBuilder("mkfifo", tree.resolve("pipe").toString()).start().waitFor();
        for (int access :
                List.of(
                        Access.READ,
                        Access.READ_AND_REMOVE,
                        Access.MAKE,
                        Access.REPLACE_OR_MAKE,
                        Access.APPEND_OR_MAKE)) {
            try (Talk talk = new Talk(q.address())) {
                assertThat(talk.ask(access, name).command()).isEqualTo("RNEG 1001");
            }
        }
        assertThat(outside).hasContent("secret");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x2001, 0x4001, 0xa001, 0xc001, 0x8004, 0x0000, 0x0006, 0xffff})
    void jobsAndUnknownModesAreRefused(int access) throws IOException {
        try (Talk talk = new Talk(q.address())) {
            assertThat(talk.ask(access, "job").command()).isEqualTo("RNEG 1001");
        }
    }

    @Test
    void aGuestReadsAndNoMore() throws IOException {
        Files.writeString(tree.resolve("file"), "for all");
        Attribute guest = Attribute.equal(Meaning.USERNAME, "guest");
        Attribute address = Attribute.equal(Meaning.PASSWORD, "me@host.example");
        try (Talk talk = new Talk(q.address())) {
            assertThat(talk.ask(Access.READ, "file", guest, address).command()).isEqualTo("RPOS");
            assertThat(talk.say("86 00 01 0f 22 00 00").command()).isEqualTo("STOPACK 0000");
            assertThat(talk.ask(Access.MAKE, "new", guest, address).command())
                    .isEqualTo("RNEG 1001");
            assertThat(talk.say("86 00 01 0f 22 10 01").command()).isEqualTo("STOPACK 1001");
            Attribute none = Attribute.equal(Meaning.PASSWORD, "secret");
            assertThat(talk.ask(Access.READ, "file", guest, none).command()).isEqualTo("RNEG 1001");
        }
    }

    @Test
    void mailHasNoServiceHere() throws IOException {
        try (Talk talk = new Talk(q.address())) {
            talk.say("66 74 70 2e 6d 61 69 6c 00");
            assertThat(talk.ask(Access.MAKE, "x").command()).isEqualTo("RNEG 1001");
        }
    }

    /// unix-niftp scrambles passwords for its like; the operation is its own inverse.
    @Test
    void aScrambledPasswordIsReadByItsProfileOnly() throws IOException {
        Attribute user = Attribute.equal(Meaning.USERNAME, "niuser");
        Attribute scrambled = Attribute.equal(Meaning.PASSWORD, Profile.scrambled("letmein"));
        assertThat(Profile.scrambled(Profile.scrambled("letmein"))).isEqualTo("letmein");
        try (Listener unix = Fixture.listen(tree, directory.resolve("data"), Profile.UNIX_NIFTP);
                Talk theirs = new Talk(unix.address());
                Talk ours = new Talk(q.address())) {
            assertThat(theirs.ask(Access.MAKE, "x", user, scrambled).command()).isEqualTo("RPOS");
            assertThat(ours.ask(Access.MAKE, "x", user, scrambled).command())
                    .isEqualTo("RNEG 1001");
        }
    }

    @Test
    void octetsByChanceDoNoHarm() throws IOException {
        var chance = new Random(47);
        for (int i = 0; i < 100; i++) {
            byte[] octets = new byte[chance.nextInt(500)];
            chance.nextBytes(octets);
            try (Talk talk = new Talk(q.address())) {
                if (i % 2 == 0) { // in the data
                    talk.ask(
                            Access.REPLACE_OR_MAKE,
                            "chance",
                            Attribute.equal(Meaning.FACILITIES, 0x5f));
                    talk.command();
                    talk.say(GO + "00 40 00");
                }
                talk.say(HexFormat.of().formatHex(octets));
            } catch (IOException _) {
                // closed in our face
            }
        }
        assertThat(q.address()).isNotNull();
    }
}
