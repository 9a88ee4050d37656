package org.posthouse.mtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.conf.Conf;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Memory;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.TestDelivery;
import org.posthouse.wire.Transcript;

/// "If a receiver only had room for 10 names this would result in a 50-recipient message being sent
/// 5 times, to 10 different recipients each time" (RFC 780 section 4.4).
final class SplittingTest {
    private static final List<MailPath> FIFTY =
            IntStream.range(0, 50).mapToObj(i -> TestDelivery.path("u" + i + "@Y")).toList();

    private final Memory memory = new Memory();
    private final Queue<String> said = new ConcurrentLinkedQueue<>();

    @Test
    void aTableOfTenAndFiftyRecipientsMakeFiveTransmissions() throws IOException {
        MtpSettings settings =
                MtpSettings.from(Conf.parse("t", "recipients = 10\nschemes = \"R\"").root());
        var intake = new RecordingIntake();
        try (var receiver = ReceiverFixture.of(settings, intake, 10)) {
            send(receiver);
            assertThat(intake.letters()).hasSize(5).allMatch(letter -> letter.to().size() == 10);
            assertThat(recipients(intake)).containsExactlyInAnyOrderElementsOf(FIFTY);
            assertThat(refusals()).as("each a question in vain").isEqualTo(1);
            assertThat(memory.facts()).hasToString("{recipients=10, scheme=R}");

            said.clear();
            send(receiver);
            assertThat(intake.letters()).hasSize(10).allMatch(letter -> letter.to().size() == 10);
            assertThat(refusals()).as("the table is known").isZero();
            assertThat(said).doesNotContain("MRSQ", "MRSQ ?").contains("MRSQ R");
        }
    }

    private void send(ReceiverFixture receiver) throws IOException {
        Transcript transcript = (_, line) -> said.add(line);
        var sender = new MtpSender(MtpSenderSettings.defaults(), memory, transcript);
        var waldo = new ReversePath.Sender(TestDelivery.path("waldo@A"));
        var delivery = new TestDelivery(waldo, FIFTY, "text\r\n");
        try (var conversation =
                sender.converse(SenderTranscriptsTest.hop(receiver.address().getPort(), ""), "A")) {
            conversation.deliver(delivery);
        }
        assertThat(delivery.those(Outcome.Delivered.class)).hasSize(50);
    }

    private static List<MailPath> recipients(RecordingIntake intake) {
        return intake.letters().stream().flatMap(letter -> letter.to().stream()).toList();
    }

    private long refusals() {
        return said.stream().filter(line -> line.startsWith("452")).count();
    }
}
