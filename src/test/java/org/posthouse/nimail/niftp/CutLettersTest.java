package org.posthouse.nimail.niftp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.Hop;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.mail.TestDelivery;
import org.posthouse.nimail.NimailSender;
import org.posthouse.nimail.NimailSenderSettings;
import org.posthouse.nimail.WaitingMail;
import org.posthouse.wire.Listener;
import org.posthouse.wire.Transcript;

/// Three letters on one connection, which breaks: at whichever octet it does, both ways, each
/// letter arrives in the end, and none of them twice, although all share one transfer identifier.
@Timeout(300)
final class CutLettersTest {
    private static final int ATTEMPTS = 100;

    @TempDir(factory = CutAnywhereTest.InMemory.class)
    Path directory;

    private final RecordingIntake intake = new RecordingIntake();
    private final TestDelivery one = letter("one");

    @ParameterizedTest
    @CsvSource({
        "TO_Q, END, EVERYDAY",
        "TO_P, END, EVERYDAY",
        "TO_Q, RESET, EVERYDAY",
        "TO_P, RESET, EVERYDAY",
        "TO_P, END, UNIX_NIFTP"
    })
    void arriveOnce(CuttingLine.Way way, CuttingLine.Break manner, Profile profile)
            throws Exception {
        try (Listener q = Fixture.listen(intake, WaitingMail.of(), directory, profile)) {
            int cut = 0;
            while (!uncut(q, way, cut, manner)) cut++;
            assertThat(cut).isGreaterThan(60);
            assertThat(subjects()).doesNotHaveDuplicates().hasSize(3 * (cut + 1));
        }
    }

    private List<String> subjects() {
        return intake.letters().stream()
                .map(letter -> letter.octets().replaceAll("(?s).*Subject: (\\S+)\r\n.*", "$1"))
                .toList();
    }

    /// @return whether the line held
    private boolean uncut(Listener q, CuttingLine.Way way, int cut, CuttingLine.Break manner)
            throws Exception {
        List<TestDelivery> letters =
                IntStream.range(0, 3).mapToObj(n -> letter(cut + "-" + n).under(one)).toList();
        boolean held;
        try (var line = new CuttingLine(q.address(), way, cut, manner)) {
            held = carried(line.port(), letters);
        }
        Condition.until("Q has heard it out", () -> q.conversations() == 0);
        for (TestDelivery letter : letters)
            for (int n = 0; !delivered(letter); n++) {
                assertThat(n).isLessThan(ATTEMPTS);
                letter.again();
                carried(q.address().getPort(), List.of(letter));
            }
        return held;
    }

    private static boolean delivered(TestDelivery letter) {
        return letter.lines().stream().allMatch(line -> line.endsWith("NIFTP ER 00"));
    }

    private static TestDelivery letter(String subject) {
        return TestDelivery.of(
                "sam@c.example",
                "a@x.example b@x.example",
                "From: sam@c.example\r\nSubject: " + subject + "\r\n\r\nHello\r\n");
    }

    private static boolean carried(int port, List<TestDelivery> letters) {
        var hop = (Hop.Understood) Hop.parse("nimail://127.0.0.1:" + port + "?mapping=straight");
        var sender =
                new NimailSender(
                        NimailSenderSettings.defaults(), Acquaintances.NONE, Transcript.NONE);
        try (var conversation = sender.converse(hop.hop(), "relay.example")) {
            for (TestDelivery letter : letters) conversation.deliver(letter);
            return conversation.usable();
        } catch (IOException _) {
            return false;
        }
    }
}
