package org.posthouse.nimail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.TestDelivery;
import org.posthouse.nimail.ScriptedQ.Line;
import org.posthouse.wire.Transcript;

/// What becomes of a letter's recipients, whatever Q says and wherever the line breaks: each is
/// settled once, or not at all when nothing of the letter was sent.
@Timeout(120)
final class LetterFatesTest {
    private static final String STOPPED = "STOP 0f/22=";
    private static final String TAKEN = "Delivered NIFTP ER 00";
    private static final String BROKE =
            "Deferred 4.4.2 the line broke before the letter was acknowledged: ";
    private static final String NOTHING = "not settled";

    /// @param outcome of each recipient begins so
    /// @param sequel whether another letter may follow
    record Fate(String name, ScriptedQ.Script script, String outcome, Sequel sequel, Time time) {
        @Override
        public String toString() {
            return name;
        }
    }

    enum Sequel {
        GOES_ON,
        IS_OVER
    }

    enum Time {
        STANDARD,
        SHORT_FOR_DATA,
        SHORT_FOR_ANSWERS,
        LONGER_FOR_ANSWERS
    }

    private static Fate goesOn(String name, ScriptedQ.Script script, String outcome) {
        return new Fate(
                name,
                line -> script.talk(line.until("SFT")),
                outcome,
                Sequel.GOES_ON,
                Time.STANDARD);
    }

    private static Fate isOver(String name, ScriptedQ.Script script, String outcome) {
        return isOver(name, script, outcome, Time.STANDARD);
    }

    private static Fate isOver(String name, ScriptedQ.Script script, String outcome, Time time) {
        return new Fate(
                name, line -> script.talk(line.until("SFT")), outcome, Sequel.IS_OVER, time);
    }

    static Stream<Fate> refusals() {
        return Stream.of(
                goesOn("1000", q -> refuse(q, 0x1000, "No"), "Failed 5.3.0 NIFTP 1000 No"),
                goesOn(
                        "1001",
                        q -> refuse(q, 0x1001, "Not you"),
                        "Failed 5.3.0 NIFTP 1001 Not you"),
                goesOn("1002", q -> refuse(q, 0x1002, "What"), "Failed 5.3.0 NIFTP 1002 What"),
                goesOn("1003", q -> refuse(q, 0x1003, "Full"), "Deferred 4.3.0 NIFTP 1003 Full"),
                goesOn("1004", q -> refuse(q, 0x1004, ""), "Deferred 4.3.0 NIFTP 1004"),
                goesOn("1001 without words", q -> refuse(q, 0x1001, ""), "Failed 5.3.0 NIFTP 1001"),
                goesOn("words that are none", q -> refuse(q, 0x1001, "a\r\nb\0"), "Failed 5.3.0"),
                goesOn("a refusal that says done", q -> refuse(q, 0x2000, ""), "Failed 5.3.0"),
                goesOn(
                        "a refusal without a state",
                        q -> q.say("82 03 00").until("STOP").stopack(0x1001, "").take().rest(),
                        "Failed 5.3.0 NIFTP 1001"),
                goesOn(
                        "worse in STOPACK",
                        q -> q.rneg(0x1001, "A").until("STOP").stopack(0x1002, "B").take().rest(),
                        "Failed 5.3.0 NIFTP 1002 A; B"),
                goesOn(
                        "text formatting of two bits",
                        q ->
                                q.say("86 02 01 03 22 00 03")
                                        .until(STOPPED + "1002")
                                        .stopack(0x1002, "")
                                        .take()
                                        .rest(),
                        "Failed 5.3.0 NIFTP 1002 "),
                goesOn(
                        "records that hold no line",
                        q ->
                                q.say("8a 02 02 05 22 00 04 0e 22 00 00")
                                        .until("ES 29")
                                        .say("00 47 29")
                                        .until(STOPPED + "3010")
                                        .stopack(0x3010, "")
                                        .take()
                                        .rest(),
                        "Failed 5.3.0 NIFTP 3010 a record of "));
    }

    private static void refuse(Line q, int state, String why) throws IOException {
        q.rneg(state, why).until(STOPPED + "%04x".formatted(state)).stopack(state, "");
        q.take().rest();
    }

    static Stream<Fate> data() {
        return Stream.of(
                goesOn(
                        "ER 00",
                        q -> q.rpos().until("ES 00").say("00 47 00").done().take().rest(),
                        TAKEN),
                goesOn("QR 21", q -> quit(q, 0x21, 0x3010, "Unknown"), "Failed 5.3.0 NIFTP 3010"),
                goesOn("QR 20", q -> quit(q, 0x20, 0x3011, "Busy"), "Deferred 4.3.0 NIFTP 3011"),
                goesOn("QR 22", q -> quit(q, 0x22, 0x3011, ""), "Deferred 4.3.0 NIFTP 3011"),
                goesOn(
                        "the reason",
                        q -> quit(q, 0x21, 0x3010, "User name unknown"),
                        "Failed 5.3.0 NIFTP 3010 Got a QR 21; User name unknown"),
                goesOn(
                        "QR 30",
                        q ->
                                q.rpos()
                                        .until("ES 00")
                                        .say("00 46 30")
                                        .until(STOPPED + "3011")
                                        .stopack(0x3011, "")
                                        .take()
                                        .rest(),
                        "Deferred 4.3.0 NIFTP 3011"),
                goesOn(
                        "a hold",
                        q ->
                                q.say("86 02 01 0e 22 00 10")
                                        .until("ES 00")
                                        .say("00 46 10")
                                        .until("ES 10")
                                        .say("00 47 10 00 47 00")
                                        .done()
                                        .take()
                                        .rest(),
                        TAKEN),
                goesOn(
                        "from the start once more",
                        q ->
                                q.say("86 02 01 0e 22 00 04")
                                        .until("ES 00")
                                        .say("00 44 00")
                                        .until("SS 00")
                                        .until("ES 00")
                                        .say("00 47 00")
                                        .done()
                                        .take()
                                        .rest(),
                        TAKEN),
                goesOn(
                        "a problem in STOPACK",
                        q ->
                                q.rpos()
                                        .until("ES 00")
                                        .say("00 47 00")
                                        .until(STOPPED + "2000")
                                        .stopack(0x2001, "The printer is on fire")
                                        .take()
                                        .rest(),
                        TAKEN),
                goesOn(
                        "STOPACK of another class",
                        q ->
                                q.rpos()
                                        .until("ES 00")
                                        .say("00 47 00")
                                        .until(STOPPED + "2000")
                                        .stopack(0x3010, "No")
                                        .take()
                                        .rest(),
                        TAKEN),
                wrong("data from the receiver", "82 61 62"),
                wrong("ER in a hold's manner", "00 47 10"),
                wrong("RR not agreed on", "00 44 00"),
                wrong("MR of no mark", "00 45 09"),
                wrong("a hold not agreed on", "00 46 10"),
                wrong("a word nobody knows", "00 99 00"),
                wrong("a sender's word", "00 41 01"));
    }

    private static Fate wrong(String name, String said) {
        return goesOn(
                name,
                q ->
                        q.rpos()
                                .until("ES 00")
                                .say(said)
                                .until("ES 2a")
                                .say("00 47 2a")
                                .until(STOPPED + "3011")
                                .stopack(0x3011, "")
                                .take()
                                .rest(),
                "Deferred 4.3.0 NIFTP 3011 Protocol error: ");
    }

    private static void quit(Line q, int argument, int state, String why) throws IOException {
        String hex = "%02x".formatted(argument);
        q.rpos().until("ES 00").say("00 46 " + hex).until("ES " + hex).say("00 47 " + hex);
        q.until(STOPPED + "%04x".formatted(state)).stopack(state, why);
        q.take().rest();
    }

    static Stream<Fate> breaks() {
        return Stream.of(
                isOver("cut after SFT", _ -> {}, NOTHING),
                isOver("cut after RPOS", q -> q.rpos(), BROKE),
                isOver("cut after GO", q -> q.rpos().until("GO"), BROKE),
                isOver("cut in the data", q -> q.rpos().until("| From"), BROKE),
                isOver("cut after ES", q -> q.rpos().until("ES 00"), BROKE),
                isOver("cut in ER", q -> q.rpos().until("ES 00").say("00 47"), BROKE),
                isOver("cut after ER", q -> q.rpos().until("ES 00").say("00 47 00"), TAKEN),
                isOver(
                        "cut after STOP",
                        q -> q.rpos().until("ES 00").say("00 47 00").until("STOP"),
                        TAKEN),
                isOver(
                        "cut after RNEG",
                        q -> q.rneg(0x1001, "No").until("STOP"),
                        "Failed 5.3.0 NIFTP 1001 No"),
                isOver(
                        "cut after QR",
                        q -> q.rpos().until("ES 00").say("00 46 21").until("ES 21"),
                        BROKE),
                isOver(
                        "cut after ER 21",
                        q ->
                                q.rpos()
                                        .until("ES 00")
                                        .say("00 46 21")
                                        .until("ES 21")
                                        .say("00 47 21")
                                        .until("STOP"),
                        "Failed 5.3.0 NIFTP 3010 Got a QR 21"),
                isOver("no command", q -> q.say("81 ff").rest(), NOTHING),
                isOver("SFT for an answer", q -> q.say("82 04 00").rest(), NOTHING),
                isOver("STOPACK for an answer", q -> q.stopack(0x2000, "").rest(), NOTHING),
                isOver("a count that lies", q -> q.say("86 02 09 0e 22 00 00").rest(), NOTHING),
                isOver(
                        "no STOPACK",
                        q -> q.rpos().until("ES 00").say("00 47 00").until("STOP").say("82 02 00"),
                        TAKEN),
                isOver(
                        "words without end",
                        q -> endless(q.rpos().until("ES 00"), "00 45 00"),
                        BROKE),
                isOver(
                        "holds without end",
                        q ->
                                endless(
                                        q.say("86 02 01 0e 22 00 10").until("ES 00"),
                                        "00 46 10 00 47 10"),
                        BROKE),
                isOver(
                        "from the start without end",
                        q -> endless(q.say("86 02 01 0e 22 00 04").until("ES 00"), "00 44 00"),
                        BROKE),
                isOver("no answer", q -> q.rest(), NOTHING, Time.SHORT_FOR_ANSWERS),
                isOver("no ER", q -> q.rpos().rest(), BROKE, Time.SHORT_FOR_DATA),
                isOver(
                        "nothing after STOP",
                        q -> q.rpos().until("ES 00").say("00 47 00").rest(),
                        TAKEN,
                        Time.LONGER_FOR_ANSWERS));
    }

    private static void endless(Line q, String words) throws IOException {
        for (int i = 0; i < 1000; i++) q.say(words);
        q.rest();
    }

    @ParameterizedTest
    @MethodSource({"refusals", "data", "breaks"})
    void isWhatWasSaidOfIt(Fate fate) throws Exception {
        try (var q = new ScriptedQ(fate.script)) {
            var delivery = TestDelivery.of("s@c", "a@x b@x", NimailSenderTest.TEXT);
            try (var conversation = converse(q, fate.time)) {
                Optional<IOException> broken = delivered(conversation, delivery);
                assertThat(conversation.usable()).isEqualTo(fate.sequel == Sequel.GOES_ON);
                if (fate.sequel == Sequel.GOES_ON) {
                    assertThat(broken).isEmpty();
                    var next = TestDelivery.of("s@c", "c@x", NimailSenderTest.TEXT);
                    conversation.deliver(next);
                    assertThat(next.lines()).containsExactly("c@x " + TAKEN);
                }
                if (fate.outcome.equals(NOTHING) || fate.outcome.equals(BROKE))
                    assertThat(broken).isPresent();
            }
            assertThat(delivery.lines())
                    .satisfiesExactly(
                            a -> assertThat(a).startsWith("a@x " + fate.outcome),
                            b -> assertThat(b).startsWith("b@x " + fate.outcome))
                    .allSatisfy(line -> assertThat(line).doesNotContainPattern("[\\p{Cntrl}]"));
        }
    }

    private static Optional<IOException> delivered(
            Outbound.Conversation conversation, TestDelivery delivery) {
        try {
            conversation.deliver(delivery);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    private static Outbound.Conversation converse(ScriptedQ q, Time time) throws IOException {
        Duration standard = Duration.ofSeconds(30);
        Duration brief = Duration.ofMillis(300);
        var settings =
                switch (time) {
                    case STANDARD -> settings(standard, standard);
                    case SHORT_FOR_DATA -> settings(standard, brief);
                    case SHORT_FOR_ANSWERS -> settings(brief, standard);
                    case LONGER_FOR_ANSWERS -> settings(Duration.ofSeconds(3), standard);
                };
        return new NimailSender(settings, Acquaintances.NONE, Transcript.NONE)
                .converse(NimailSenderTest.hop(q.port(), "?mapping=straight"), "relay.example");
    }

    private static NimailSenderSettings settings(Duration answers, Duration data) {
        return new NimailSenderSettings(answers, answers, answers, Optional.of(data), "OURS");
    }
}
