package org.posthouse.nimail.niftp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.posthouse.mail.Collection;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.wire.Listener;

/// What becomes of letters that are handed over by hand, and of what is none (docs/nimail.md,
/// receiving).
@Timeout(180)
final class LettersInTest {
    private static final String GO = "82 01 00";
    private static final String SS = "00 40 00";
    private static final String ES = "00 43 00";
    private static final String STOP = "86 00 01 0f 22 20 00";
    private static final String[] LETTER = {
        "fred@uk.ac.beta,", "jane@uk.ac.beta", "", "From: sam@uk.ac.alpha", "", "body"
    };

    @TempDir Path directory;
    private final RecordingIntake intake = new RecordingIntake();
    private Listener q;

    @BeforeEach
    void listen() throws IOException {
        q = Fixture.listen(intake, Collection.NONE, directory, Profile.EVERYDAY);
    }

    /// It still answers, and has let go of every text.
    @AfterEach
    void everythingIsAsItWas() throws IOException {
        try (Talk talk = new Talk(q.address())) {
            assertThat(talk.mail(Access.MAKE).command()).isEqualTo("RPOS");
        }
        Condition.until("all is over", () -> q.conversations() == 0);
        assertThat(intake.openTexts()).isZero();
        q.close();
    }

    private List<String> taken() {
        return intake.letters().stream().map(RecordingIntake.Letter::toString).toList();
    }

    private static Talk begin(Talk talk) throws IOException {
        assertThat(talk.mail(Access.MAKE).command()).isEqualTo("RPOS");
        return talk.say(GO + SS);
    }

    /// Sends a letter, and hears what becomes of it.
    private static String send(Talk talk, String... lines) throws IOException {
        String end = begin(talk).lines(lines).say(ES).data();
        if (end.equals("0 ER 00")) return end + ", " + talk.say(STOP).answer();
        String argument = end.substring(end.length() - 2);
        assertThat(talk.say("00 43" + argument).data()).isEqualTo("0 ER " + argument);
        String state = argument.equals("20") ? "30 11" : "30 10";
        return end + ", " + talk.say("86 00 01 0f 22" + state).answer();
    }

    @ParameterizedTest
    @CsvSource({
        "1,RPOS",
        "2,RNEG 1001: Unimplemented access mode",
        "4,RNEG 1001: Unimplemented access mode",
        "5,RNEG 1001: Unimplemented access mode",
        "8193,RNEG 1001: Jobs are not taken here"
    })
    void lettersAreMade(int access, String answer) throws IOException {
        try (Talk talk = new Talk(q.address())) {
            assertThat(talk.mail(access).answer()).startsWith(answer);
        }
    }

    @Test
    void whatMayReplaceIsMade() throws IOException {
        try (Talk talk = new Talk(q.address())) {
            assertThat(talk.mail(Access.REPLACE_OR_MAKE).returned(Meaning.ACCESS))
                    .isEqualTo(Attribute.equal(Meaning.ACCESS, Access.MAKE));
        }
    }

    @Test
    void binaryDataAreNoLetter() throws IOException {
        try (Talk talk = new Talk(q.address())) {
            Attribute binary = Attribute.equal(Meaning.DATA_TYPE, 2);
            assertThat(talk.mail(Access.MAKE, binary).answer())
                    .isEqualTo("RNEG 1002: Mail is text");
        }
    }

    /// The port names the service; another one is not to be had there.
    @Test
    void filesAreNotHere() throws IOException {
        try (Talk talk = new Talk(q.address())) {
            talk.say("66 74 70 00");
            assertThat(talk.mail(Access.MAKE).answer())
                    .isEqualTo("RNEG 1001: There is no service ftp at this port");
        }
    }

    @Test
    void whoIsRefusedBesideOthersIsReported() throws IOException {
        intake.set("refuse", "NO_SUCH_USER jane@beta.ac.uk");
        try (Talk talk = new Talk(q.address())) {
            assertThat(send(talk, LETTER)).startsWith("0 ER 00, STOPACK 2000");
        }
        assertThat(taken()).singleElement().asString().startsWith("sam@alpha.ac.uk -> fred@");
        assertThat(intake.letters().getFirst().posted().refused().toString())
                .isEqualTo("{jane@beta.ac.uk=NO_SUCH_USER}");
    }

    @Test
    void nobodyServedIsForEver() throws IOException {
        intake.set("refuse", "NO_RELAYING jane@beta.ac.uk");
        intake.set("refuse", "NO_SUCH_USER fred@beta.ac.uk");
        try (Talk talk = new Talk(q.address())) {
            assertThat(send(talk, LETTER))
                    .isEqualTo(
                            "0 QR 21, STOPACK 3010: User name unknown: fred@beta.ac.uk, and 1"
                                    + " more");
            assertThat(send(talk, "fred@uk.ac.gamma", "", "From: sam@uk.ac.alpha", "", "next"))
                    .startsWith("0 ER 00");
        }
        assertThat(taken()).singleElement().asString().endsWith("next");
    }

    @ParameterizedTest
    @CsvSource({
        "BROKEN,0 QR 20",
        "NO_ROOM,0 QR 20",
        "BUSY,0 QR 20",
        "TOO_BIG,0 QR 21",
        "LOOP,0 QR 21"
    })
    void whatTheQueueSaysIsSaid(String trouble, String answer) throws IOException {
        intake.set("end", trouble);
        try (Talk talk = new Talk(q.address())) {
            assertThat(send(talk, LETTER)).startsWith(answer);
        }
        intake.set("end", "");
        try (Talk talk = new Talk(q.address())) { // and the same letter may come again
            assertThat(send(talk, LETTER)).startsWith("0 ER 00");
        }
        assertThat(taken()).hasSize(1);
    }

    @Test
    void aRecipientWhoCannotBeJudgedNowIsForLater() throws IOException {
        intake.set("refuse", "BROKEN jane@beta.ac.uk");
        try (Talk talk = new Talk(q.address())) {
            assertThat(send(talk, LETTER)).startsWith("0 QR 20");
        }
        assertThat(taken()).isEmpty();
    }

    /// Neither more nor less than a letter.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "|From: sam@uk.ac.alpha||body",
                "fred@uk.ac.beta",
                "fred@uk.ac.beta|",
                "fred@uk.ac.beta||Subject: nobody's||body",
                "fred @ @ uk.ac.beta||From: sam@uk.ac.alpha||body",
                "fred\0@uk.ac.beta\0\0@||From: sam@uk.ac.alpha||body",
                "From: sam@uk.ac.alpha|To: fred@uk.ac.beta|Subject: no list||body"
            })
    void whatIsNoLetterIsRefused(String lines) throws IOException {
        try (Talk talk = new Talk(q.address())) {
            assertThat(send(talk, lines.split("\\|", -1))).startsWith("0 QR 21, STOPACK 3010: ");
        }
        assertThat(taken()).isEmpty();
    }

    /// Who goes on from a mark does not send all of it: what was taken is known by its transfer
    /// identifier then, by a program that was started anew too.
    @Test
    void whatGoesOnIsNotTakenTwice() throws IOException {
        Attribute transfer = Attribute.equal(Meaning.TRANSFER_ID, 0x4711);
        try (Talk talk = new Talk(q.address())) {
            assertThat(talk.mail(Access.MAKE, transfer).command()).isEqualTo("RPOS");
            assertThat(talk.say(GO + SS).lines(LETTER).say(ES).data()).isEqualTo("0 ER 00");
        }
        Condition.until("all is over", () -> q.conversations() == 0);
        q.close();
        q = Fixture.listen(intake, Collection.NONE, directory, Profile.EVERYDAY);
        try (Talk talk = new Talk(q.address())) {
            Access again = new Access(Access.MAKE).resuming();
            Attribute mark = Attribute.equal(Meaning.RESTART, 1);
            assertThat(talk.mail(again.code(), transfer, mark).command()).isEqualTo("RPOS");
            talk.say(GO + "00 40 01").lines("and the rest");
            assertThat(talk.say(ES).data()).isEqualTo("0 ER 00");
            assertThat(talk.say(STOP).answer()).startsWith("STOPACK 2000");
            assertThat(taken()).hasSize(1);
            // Now it is known to be over, and forgotten.
            assertThat(talk.mail(again.code(), transfer, mark).command()).isEqualTo("RNEG 1004");
        }
        assertThat(taken()).hasSize(1);
    }

    @Test
    void whatIsSentAgainAfterTheBreakIsNotTakenTwice() throws IOException {
        try (Talk talk = new Talk(q.address())) {
            assertThat(begin(talk).lines(LETTER).say(ES).data()).isEqualTo("0 ER 00");
        }
        Condition.until("all is over", () -> q.conversations() == 0);
        q.close();
        q = Fixture.listen(intake, Collection.NONE, directory, Profile.EVERYDAY);
        try (Talk talk = new Talk(q.address())) {
            assertThat(send(talk, LETTER)).startsWith("0 ER 00, STOPACK 2000");
            assertThat(taken()).hasSize(1);
            assertThat(send(talk, LETTER)).startsWith("0 ER 00, STOPACK 2000"); // another one
        }
        assertThat(taken()).hasSize(2);
    }

    @Test
    void onlyStopIsMissing() throws IOException {
        try (Talk talk = new Talk(q.address())) {
            Access again = new Access(Access.MAKE).resuming();
            talk.mail(again.code(), Attribute.equal(Meaning.RESTART, Agreement.END));
            assertThat(talk.command()).isEqualTo("RPOS");
            assertThat(talk.say(STOP).answer()).startsWith("STOPACK 2000");
        }
    }

    @Test
    void halfALetterIsNotKept() throws IOException {
        try (Talk talk = new Talk(q.address())) {
            Access again = new Access(Access.MAKE).resuming();
            talk.mail(again.code(), Attribute.equal(Meaning.RESTART, 3));
            assertThat(talk.answer()).isEqualTo("RNEG 1004: Docket not found");
        }
    }

    // What hostile partners do. An answer comes before they end, for they may not end at all.

    @Test
    void anEndlessRecipientListIsRefused() throws IOException {
        try (Talk talk = begin(new Talk(q.address()))) {
            for (int i = 0; i < 40_000; i++) talk.lines("someone@uk.ac.somewhere.or.other,");
            assertThat(talk.data()).isEqualTo("0 QR 21");
        }
    }

    @Test
    void anEndlessRecipientIsRefused() throws IOException {
        try (Talk talk = begin(new Talk(q.address()))) {
            talk.say(("3f" + "61".repeat(63)).repeat(20_000));
            assertThat(talk.data()).isEqualTo("0 QR 21");
        }
    }

    @Test
    void anEndlessFieldIsRefused() throws IOException {
        try (Talk talk = begin(new Talk(q.address()))) {
            talk.lines("fred@uk.ac.beta", "", "To: a@b,");
            for (int i = 0; i < 5_000; i++) talk.lines(" someone@uk.ac.somewhere.or.other,");
            assertThat(talk.data()).isEqualTo("0 QR 21");
        }
    }

    /// Without an end of the header all of it is header, however long: it passes, and is no more
    /// than its fields.
    @Test
    void anEndlessHeaderIsCarried() throws IOException {
        try (Talk talk = new Talk(q.address())) {
            var lines = new ArrayList<>(List.of("fred@uk.ac.beta", "", "From: sam@uk.ac.alpha"));
            for (int i = 0; i < 5_000; i++) lines.add("X-Field: " + i);
            assertThat(send(talk, lines.toArray(String[]::new))).startsWith("0 ER 00");
        }
        assertThat(taken()).singleElement().asString().endsWith("X-Field: 4999 | ");
    }

    @Test
    void whatIsTooBigIsRefusedBeforeItsEnd() throws IOException {
        q.close();
        q = Fixture.listen(Fixture.mail(10_000), intake, directory);
        try (Talk talk = begin(new Talk(q.address()))) {
            talk.lines("fred@uk.ac.beta", "", "From: sam@uk.ac.alpha", "");
            talk.say(("3f" + "61".repeat(63)).repeat(1_000));
            assertThat(talk.data()).isEqualTo("0 QR 21");
        }
        assertThat(intake.longestText()).isLessThan(20_000);
    }

    /// Octets of every kind pass as they are, and are no end of anything.
    @Test
    void everyOctetIsCarried() throws IOException {
        var all = new StringBuilder();
        for (char c = 0; c < 256; c++) if (c != '\n' && c != '\r') all.append(c);
        try (Talk talk = new Talk(q.address())) {
            assertThat(
                            send(
                                    talk,
                                    "fred@uk.ac.beta",
                                    "",
                                    "From: sam@uk.ac.alpha",
                                    "",
                                    all.toString(),
                                    "."))
                    .startsWith("0 ER 00");
        }
        assertThat(intake.letters().getFirst().octets()).endsWith("\r\n\r\n" + all + "\r\n.\r\n");
    }

    @Test
    void aFloodOfMarksAndStartsIsNoLetter() throws IOException {
        try (Talk talk = begin(new Talk(q.address()))) {
            talk.say("00 41 01" + SS.repeat(50));
            assertThat(talk.data()).startsWith("0 QR 2");
        }
        assertThat(taken()).isEmpty();
    }
}
