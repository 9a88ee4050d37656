package org.posthouse.nimail.niftp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.posthouse.mail.Collection;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.mail.TestDelivery;
import org.posthouse.nimail.WaitingMail;
import org.posthouse.wire.Listener;

/// What a host that comes for its mail may say of a letter, and what becomes of it (docs/nimail.md,
/// collecting).
@Timeout(180)
final class LettersFetchedTest {
    private static final String TEXT = "From: sam@alpha.example\r\nSubject: x\r\n\r\nHello\r\n";
    private static final String GO = "82 01 00";
    private static final String ER = "00 47 00";
    private static final String STOP = "86 00 01 0f 22 20 00";

    @TempDir Path directory;

    private Listener listen(Collection waiting) throws IOException {
        return listen(waiting, Profile.EVERYDAY);
    }

    private Listener listen(Collection waiting, Profile profile) throws IOException {
        return Fixture.listen(new RecordingIntake(), waiting, directory, profile);
    }

    private static TestDelivery letter(String to) {
        return TestDelivery.of("sam@alpha.example", to, TEXT);
    }

    /// Both modes of reading mean the same for mail.
    @ParameterizedTest
    @ValueSource(ints = {Access.READ, Access.READ_AND_REMOVE})
    void aLetterForEachTransfer(int access) throws IOException {
        TestDelivery one = letter("ann@b.example");
        TestDelivery two = letter("bob@b.example");
        WaitingMail waiting = WaitingMail.of(one, two);
        try (Listener q = listen(waiting);
                Talk talk = new Talk(q.address())) {
            for (int i = 0; i < 2; i++) {
                assertThat(talk.mail(access).command()).isEqualTo("RPOS");
                assertThat(talk.say(GO).data()).isEqualTo("0 SS 00");
                assertThat(talk.data()).endsWith(" ES 00");
                assertThat(waiting.gone()).hasSize(i);
                assertThat(talk.say(ER + STOP).answer()).isEqualTo("STOPACK 2000");
                assertThat(waiting.gone()).hasSize(i + 1);
            }
            assertThat(talk.mail(access).answer()).isEqualTo("RNEG 1001: No waiting mail now");
        }
        assertThat(one.lines()).containsExactly("ann@b.example Delivered NIFTP STOP 2000");
    }

    @Test
    void filesAreNotRead() throws IOException {
        try (Listener q = listen(WaitingMail.of(letter("ann@b.example")));
                Talk talk = new Talk(q.address())) {
            Attribute name = Attribute.equal(Meaning.FILENAME, "x");
            assertThat(talk.mail(Access.READ, name).answer())
                    .isEqualTo("RNEG 1002: Filename given when not expected");
        }
    }

    @Test
    void whatTheHostRefusesForGoodFails() throws IOException {
        TestDelivery letter = letter("ann@b.example");
        WaitingMail waiting = WaitingMail.of(letter);
        try (Listener q = listen(waiting);
                Talk talk = new Talk(q.address())) {
            talk.mail(Access.READ).command();
            assertThat(talk.say(GO).data()).isEqualTo("0 SS 00");
            assertThat(talk.data()).endsWith(" ES 00");
            assertThat(talk.say("00 46 21").data()).isEqualTo("0 ES 21");
            talk.say("00 47 21");
            String why = HexFormat.of().formatHex("no ann".getBytes(StandardCharsets.US_ASCII));
            talk.say("8f 00 02 0f 22 30 10 71 32 06" + why);
            assertThat(talk.answer()).isEqualTo("STOPACK 3010");
        }
        assertThat(waiting.gone()).containsExactly(letter);
        assertThat(letter.lines()).containsExactly("ann@b.example Failed 5.3.0 NIFTP 3010 no ann");
    }

    @Test
    void whatTheHostPutsOffWaits() throws IOException {
        TestDelivery letter = letter("ann@b.example");
        WaitingMail waiting = WaitingMail.of(letter);
        try (Listener q = listen(waiting);
                Talk talk = new Talk(q.address())) {
            talk.mail(Access.READ).command();
            talk.say(GO);
            assertThat(talk.data()).isEqualTo("0 SS 00");
            assertThat(talk.data()).endsWith(" ES 00");
            assertThat(talk.say("00 46 20").data()).isEqualTo("0 ES 20");
            assertThat(talk.say("00 47 20 86 00 01 0f 22 30 11").answer())
                    .isEqualTo("STOPACK 3011");
        }
        assertThat(waiting.gone()).isEmpty();
        assertThat(letter.lines().getFirst()).startsWith("ann@b.example Deferred 4.3.0 NIFTP 3011");
    }

    /// STOP instead of GO, and a STOP that says that something went wrong.
    @ParameterizedTest
    @ValueSource(strings = {"86 00 01 0f 22 10 02", ER + "86 00 01 0f 22 20 01"})
    void withoutItsWordALetterWaits(String words) throws IOException {
        WaitingMail waiting = WaitingMail.of(letter("ann@b.example"));
        try (Listener q = listen(waiting);
                Talk talk = new Talk(q.address())) {
            talk.mail(Access.READ).command();
            if (words.startsWith(ER)) {
                assertThat(talk.say(GO).data()).isEqualTo("0 SS 00");
                assertThat(talk.data()).endsWith(" ES 00");
            }
            assertThat(talk.say(words).answer()).startsWith("STOPACK");
            assertThat(talk.mail(Access.READ).command()).isEqualTo("RPOS"); // the same letter
        }
        assertThat(waiting.gone()).isEmpty();
    }

    @Test
    void whoCannotBeNamedIsGivenUp() throws IOException {
        TestDelivery bad = letter("j\\\u0001rg@b.example");
        WaitingMail waiting = WaitingMail.of(bad, letter("ann@b.example"));
        try (Listener q = listen(waiting);
                Talk talk = new Talk(q.address())) {
            assertThat(talk.mail(Access.READ).command()).isEqualTo("RPOS");
            assertThat(waiting.gone()).containsExactly(bad);
        }
    }

    /// unix-niftp scrambles passwords for partners it takes for its like.
    @Test
    void aPasswordMayBeAskedFor() throws IOException {
        WaitingMail waiting = WaitingMail.behind("letmein", letter("ann@b.example"));
        Attribute right = Attribute.equal(Meaning.PASSWORD, "letmein");
        Attribute scrambled = Attribute.equal(Meaning.PASSWORD, Profile.scrambled("letmein"));
        Attribute wrong = Attribute.equal(Meaning.PASSWORD, "letmeout");
        try (Listener everyday = listen(waiting);
                Listener unix = listen(waiting, Profile.UNIX_NIFTP)) {
            for (Attribute[] given : new Attribute[][] {{}, {wrong}, {scrambled}})
                try (Talk talk = new Talk(everyday.address())) {
                    assertThat(talk.mail(Access.READ, given).command()).isEqualTo("RNEG 1001");
                }
            try (Talk talk = new Talk(everyday.address())) {
                assertThat(talk.mail(Access.READ, right).command()).isEqualTo("RPOS");
            }
            Condition.until("the first is over", () -> everyday.conversations() == 0);
            try (Talk talk = new Talk(unix.address())) {
                assertThat(talk.mail(Access.READ, scrambled).command()).isEqualTo("RPOS");
            }
        }
    }

    @Test
    void aQueueThatDoesNotWorkIsForLater() throws IOException {
        Collection broken =
                (_, _) ->
                        Optional.of(
                                new Collection.Box() {
                                    @Override
                                    public String name() {
                                        return "salford";
                                    }

                                    @Override
                                    public Optional<Collection.Lent> next() throws IOException {
                                        throw new IOException("broken");
                                    }

                                    @Override
                                    public Optional<Collection.Lent> find(
                                            org.posthouse.mail.MessageId id) throws IOException {
                                        throw new IOException("broken");
                                    }
                                });
        try (Listener q = listen(broken);
                Talk talk = new Talk(q.address())) {
            assertThat(talk.mail(Access.READ).answer())
                    .isEqualTo("RNEG 1003: The mail queue of this host does not work now");
        }
    }
}
