package org.posthouse.mtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.TestDelivery;
import org.posthouse.wire.Dialogue;
import org.posthouse.wire.Transcript;

/// RFC 780 section 4.4: "if a receiver only had room for 10 names this would result in a
/// 50-recipient message being sent 5 times, to 10 different recipients each time."
final class FullTableTest {
    private static final List<String> FIFTY =
            IntStream.rangeClosed(1, 50).mapToObj(n -> "u" + n + "@Y").toList();

    @Test
    void fiftyRecipientsTenAtATime() throws IOException {
        for (String dialect : List.of("rfc780", "rfc772")) {
            var script = "@host Y\n@schemes \"R\"\n@recipients 10\n@dialect \"" + dialect + '"';
            try (var receiver = ReceiverFixture.of(Dialogue.of("table", script))) {
                send(receiver);
                List<String> spooled = receiver.spooled();
                assertThat(spooled).hasSize(5);
                assertThat(spooled)
                        .allMatch(letter -> letter.startsWith("waldo@A -> "))
                        .allMatch(letter -> letter.endsWith(" : text"))
                        .allMatch(letter -> recipients(letter).size() == 10);
                assertThat(spooled.stream().flatMap(letter -> recipients(letter).stream()))
                        .containsExactlyElementsOf(FIFTY);
            }
        }
    }

    private static void send(ReceiverFixture receiver) throws IOException {
        var sender =
                new MtpSender(MtpSenderSettings.defaults(), Acquaintances.NONE, Transcript.NONE);
        var delivery = TestDelivery.of("waldo@A", String.join(" ", FIFTY), "text\r\n");
        try (var conversation =
                sender.converse(SenderTranscriptsTest.hop(receiver.address().getPort(), ""), "A")) {
            conversation.deliver(delivery);
        }
        assertThat(delivery.those(Outcome.Delivered.class)).hasSize(50);
    }

    private static List<String> recipients(String letter) {
        return List.of(letter.replaceFirst(" : .*", "").replaceFirst(".* -> ", "").split(" "));
    }
}
