package org.posthouse.nimail.niftp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.posthouse.wire.Listener;
import org.slf4j.LoggerFactory;

/// Partners who misuse the data phase, or change the tree in the midst of it: they get the
/// protocol's own answer, one line in the log, and nothing outside the tree.
@Timeout(180)
final class HostileTransfersTest {
    private static final String GO = "82 01 00";
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(NiftpReceiver.class);

    @TempDir Path directory;
    private Path tree;
    private Path outside;
    private Listener q;
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Level before = LOG.getEffectiveLevel();

    @BeforeEach
    void listen() throws IOException {
        LOG.setLevel(Level.INFO);
        logged.start();
        LOG.addAppender(logged);
        tree = Files.createDirectory(directory.resolve("tree"));
        Files.createDirectory(tree.resolve("a"));
        outside = Files.createDirectory(directory.resolve("outside"));
        q = Fixture.listen(tree, directory.resolve("data"), Profile.EVERYDAY);
    }

    @AfterEach
    void close() throws IOException {
        q.close();
        LOG.detachAppender(logged);
        LOG.setLevel(before);
        assertThat(outside).isEmptyDirectory();
    }

    private List<String> lines(Talk talk) {
        Condition.until("the conversation is over", () -> q.conversations() == 0);
        return logged.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains(":" + talk.port()))
                .toList();
    }

    private Talk asked(int access, String name, Attribute... more) throws IOException {
        Talk talk = new Talk(q.address());
        talk.ask(access, name, more);
        assertThat(talk.command()).isEqualTo("RPOS");
        return talk;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "86 04 05 00 22 01 00",
                "83 04 00 00",
                "82 01 00",
                "40",
                "00 00 40 00",
                "01 10 80 80 80 80"
            })
    void whatMakesNoSenseIsLoggedOnce(String hex) throws IOException {
        Talk talk = new Talk(q.address());
        try (talk) {
            assertThat(talk.say(hex.equals("40") ? "40".repeat(70_000) : hex).command())
                    .isEqualTo("nothing");
        }
        assertThat(lines(talk)).hasSize(1);
    }

    @Test
    void aRefusalIsLoggedOnce() throws IOException {
        Talk talk = new Talk(q.address());
        try (talk) {
            assertThat(talk.ask(Access.READ, "../../etc/passwd").command()).isEqualTo("RNEG 1001");
            talk.say("86 00 01 0f 22 10 01");
            assertThat(talk.command()).isEqualTo("STOPACK 1001");
        }
        assertThat(lines(talk)).hasSize(1).first().asString().startsWith("refused");
    }

    @Test
    void aFailureIsLoggedOnce() throws IOException {
        Talk talk = asked(Access.MAKE, "new");
        try (talk) {
            talk.say(GO + "81 61");
            assertThat(talk.data()).isEqualTo("0 QR 22");
            talk.say("00 43 22");
            assertThat(talk.data()).isEqualTo("0 ER 22");
            talk.say("86 00 01 0f 22 30 11");
            assertThat(talk.command()).isEqualTo("STOPACK 3011");
        }
        assertThat(lines(talk))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("failed")
                .contains(" user=\"niuser\" file=\"new\" ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "//etc//passwd",
                "~other/x",
                "~/x",
                "<PAT>/x",
                "<PAT>x/../../y",
                "x\u0000y",
                "x\u0000",
                "a/..",
                "a/../x",
                "a/.niftp-x",
                "a/./x"
            })
    void namesAreInTheTreeOrNowhere(String name) throws IOException {
        for (int access : List.of(Access.READ, Access.REPLACE_OR_MAKE, Access.APPEND_OR_MAKE)) {
            Talk talk = new Talk(q.address());
            try (talk) {
                assertThat(talk.ask(access, name).command()).isEqualTo("RNEG 1001");
            }
        }
        try (Stream<Path> all = Files.walk(tree)) {
            assertThat(all).containsExactlyInAnyOrder(tree, tree.resolve("a"));
        }
    }

    @Test
    void aNameThatIsTooLongForTheDiskIsRefused() throws IOException {
        for (String name : List.of("x".repeat(255), "a/".repeat(100) + "x", "\u00e9".repeat(200))) {
            try (Talk talk = new Talk(q.address())) {
                talk.ask(Access.MAKE, name);
                String answer = talk.command();
                if (answer.equals("RPOS")) { // the disk takes it, and not our part's name beside it
                    talk.say(GO + "00 40 00 81 61 00 43 00");
                    assertThat(talk.data()).isIn("0 ER 00", "0 QR 20");
                } else {
                    assertThat(answer).isEqualTo("RNEG 1001");
                }
            }
        }
    }

    /// The directory is exchanged for a link out of the tree while data come.
    @ParameterizedTest
    @CsvSource({"0001", "0003", "0005"})
    void aDirectoryThatBecomesALinkLeadsNowhere(String access) throws IOException {
        try (Talk talk = asked(Integer.parseInt(access, 16), "a/new")) {
            talk.say(GO + "00 40 00 81 61");
            assertThat(talk.silent()).isTrue();
            Files.move(tree.resolve("a"), tree.resolve("b"));
            Files.createSymbolicLink(tree.resolve("a"), outside);
            talk.say("81 62 00 43 00");
            assertThat(talk.data()).isEqualTo("0 QR 20");
        }
        assertThat(outside).isEmptyDirectory();
    }

    /// So is the file itself.
    @Test
    void aFileThatBecomesALinkIsNotFollowed() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "secret");
        Path file = tree.resolve("file");
        Files.writeString(file, "mine");
        try (Talk talk = asked(Access.APPEND, "file")) {
            Files.delete(file);
            Files.createSymbolicLink(file, secret);
            talk.say(GO + "00 40 00 81 61 00 43 00");
            assertThat(talk.data()).isEqualTo("0 QR 20");
        }
        Files.delete(file);
        Files.writeString(file, "mine");
        try (Talk talk = asked(Access.READ, "file")) {
            Files.delete(file);
            Files.createSymbolicLink(file, secret);
            talk.say(GO);
            assertThat(talk.data()).isEqualTo("0 SS 00");
            assertThat(talk.data()).isEqualTo("0 ES 28");
            talk.say("00 47 28 86 00 01 0f 22 30 11");
            assertThat(talk.command()).isEqualTo("STOPACK 3011");
        }
        try (Talk talk = asked(Access.REPLACE_OR_MAKE, "other")) {
            Files.createSymbolicLink(tree.resolve("other"), secret);
            talk.say(GO + "00 40 00 81 61 00 43 00");
            talk.data();
        }
        assertThat(secret).hasContent("secret");
    }

    @Test
    void marksBeyondTheWindowAreAcknowledgedAllTheSame() throws IOException {
        var marks = new StringBuilder(GO + "00 40 00");
        for (int i = 1; i <= 1000; i++) marks.append("81 61 00 41 %02x".formatted(i & 0xff));
        try (Talk talk =
                asked(
                        Access.MAKE,
                        "new",
                        Attribute.equal(Meaning.WINDOW, 1),
                        Attribute.equal(Meaning.FACILITIES, Agreement.ACKNOWLEDGE))) {
            talk.say(marks + "00 43 00");
            for (int i = 1; i <= 1000; i++)
                assertThat(talk.data()).isEqualTo("0 MR %02x".formatted(i & 0xff));
            assertThat(talk.data()).isEqualTo("0 ER 00");
        }
        assertThat(tree.resolve("new")).hasContent("a\n".repeat(1000));
    }

    /// Attribute 0B has 16 bits, of which ffff is the end: a file of more marks can be gone on with
    /// from the last that has a number, and is not taken for complete.
    @Test
    void marksWithoutANumberAreNotTheEnd() throws IOException {
        Attribute resume = Attribute.equal(Meaning.FACILITIES, Agreement.RESUME);
        Attribute id = Attribute.equal(Meaning.TRANSFER_ID, 3);
        try (Talk talk = asked(Access.MAKE, "new", resume, id)) {
            var marks = new StringBuilder(GO + "00 40 00");
            for (int i = 1; i <= 0xffff; i++) marks.append("81 61 00 41 %02x".formatted(i & 0xff));
            talk.say(marks.toString());
        }
        Condition.until("Q has seen the end", () -> q.conversations() == 0);
        try (Talk talk =
                asked(
                        Access.MAKE | 0x0100,
                        "new",
                        resume,
                        id,
                        Attribute.atMost(Meaning.RESTART, 0xfffe))) {
            talk.say(GO + "00 40 fe 81 62 00 43 00");
            assertThat(talk.data()).isEqualTo("0 ER 00");
        }
        assertThat(tree.resolve("new")).hasContent("a\n".repeat(0xfffe) + "b\n");
    }

    /// After QR, and after RR, what comes is heard for a while, not for ever.
    @ParameterizedTest
    @ValueSource(strings = {"00 43 00", "00 42 00", "00 40 00"})
    void controlsWithoutEndAreNotHeardForEver(String control) throws IOException {
        try (Talk talk =
                asked(Access.MAKE, "new", Attribute.equal(Meaning.FACILITIES, Agreement.RESTART))) {
            talk.say(GO + "00 40 00 00 41 05");
            assertThat(talk.data()).isEqualTo("0 RR 00");
            talk.say("81 61 00 40 07"); // the wrong one: now it is quit
            assertThat(talk.data()).isEqualTo("0 QR 22");
            talk.say(control.repeat(40_000)).flush();
            assertThat(talk.isLeft()).isTrue();
        }
    }

    /// The receiver floods a sender with what is not its to say.
    @Test
    void aReceiverThatMakesNoSenseIsLeft() throws IOException {
        Files.write(tree.resolve("file"), new byte[100]);
        try (Talk talk = asked(Access.READ, "file", Attribute.equal(Meaning.DATA_TYPE, 2))) {
            talk.say(GO + "00 40 00".repeat(50));
            String said = talk.data();
            while (!said.endsWith("end") && !said.contains("ES")) said = talk.data();
            assertThat(said).endsWith("ES 2a");
            Condition.until("Q has let go", () -> q.conversations() == 0);
        }
    }
}
