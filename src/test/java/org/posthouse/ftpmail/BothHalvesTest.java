package org.posthouse.ftpmail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.posthouse.mail.Memory;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.TestDelivery;
import org.posthouse.mail.TextContent;
import org.posthouse.wire.Dialogue;
import org.posthouse.wire.Transcript;

/// Our sender and our receiver play each other: both generations of replies, each scheme, texts on
/// either connection, data connections opened from either side.
@Timeout(180)
final class BothHalvesTest {
    private static final String TEXT = "From: waldo at A\r\n\r\nBlah\r\n";
    private static final String LONE = "From: waldo at A\r\n\r\nBlah\r\n.\r\nQUIT\r\n";

    static Stream<List<String>> everyWay() {
        return Stream.of("rfc743", "rfc765")
                .flatMap(
                        replies ->
                                Stream.of("R", "T", "RT", "TR")
                                        .flatMap(
                                                schemes ->
                                                        Stream.of(
                                                                        "",
                                                                        "text=mail",
                                                                        "text=mlfl",
                                                                        "text=mlfl&data=port",
                                                                        "text=mlfl&data=passive")
                                                                .map(
                                                                        way ->
                                                                                List.of(
                                                                                        replies,
                                                                                        schemes,
                                                                                        way))));
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void everyRecipientGetsWhatIsHis(List<String> way) throws IOException {
        String script =
                """
                @host Y
                @replies "%s"
                @schemes "%s"
                @recipients 2
                @refuse NO_SUCH_USER nobody@Y
                @refuse BUSY busy@Y
                """
                        .formatted(way.get(0), way.get(1));
        try (var receiver = ReceiverFixture.of(Dialogue.of(way.toString(), script))) {
            var several = TestDelivery.of("waldo@A", "a@Y nobody@Y b@Y busy@Y c@Y", TEXT);
            var one = TestDelivery.of("waldo@A", "d@Y", LONE);
            send(receiver, "?host=Y&" + way.get(2), several, one);
            assertThat(several.lines().stream().map(line -> line.replaceAll(" \\d.*", "")))
                    .containsExactly(
                            "a@Y Delivered",
                            "nobody@Y Failed",
                            "b@Y Delivered",
                            "busy@Y Deferred",
                            "c@Y Delivered");
            assertThat(one.lines().getFirst()).startsWith("d@Y Delivered");
            assertThat(recipients(receiver)).containsExactlyInAnyOrder("a@Y", "b@Y", "c@Y", "d@Y");
            assertThat(receiver.intake().letters())
                    .allMatch(letter -> letter.from().shown().equals("<waldo@A>"))
                    .allMatch(letter -> letter.octets().endsWith(textFor(letter.to(), way.get(2))));
        }
    }

    private static String textFor(List<?> to, String way) {
        if (!to.toString().contains("d@Y")) return "\r\n\r\nBlah\r\n";
        return way.equals("text=mail") ? "Blah\r\n .\r\nQUIT\r\n" : "Blah\r\n.\r\nQUIT\r\n";
    }

    private static List<String> recipients(ReceiverFixture receiver) {
        return receiver.intake().letters().stream()
                .flatMap(letter -> letter.to().stream())
                .map(Object::toString)
                .toList();
    }

    /// 440 and 452 split the recipients: as RFC 743 has it, 50 of them in tens are five texts.
    @Test
    void aSmallTableIsFilledAgainAndAgain() throws IOException {
        String to =
                IntStream.range(0, 50)
                        .mapToObj(i -> "u" + i + "@Y")
                        .collect(Collectors.joining(" "));
        for (String replies : List.of("rfc743", "rfc765")) {
            String script = "@host Y\n@schemes \"R\"\n@recipients 10\n@replies \"" + replies + "\"";
            try (var receiver = ReceiverFixture.of(Dialogue.of(replies, script))) {
                var delivery = TestDelivery.of("waldo@A", to, TEXT);
                send(receiver, "?host=Y", delivery);
                assertThat(delivery.lines()).allMatch(line -> line.contains("Delivered"));
                assertThat(receiver.intake().letters()).hasSize(5);
                assertThat(recipients(receiver)).doesNotHaveDuplicates().hasSize(50);
            }
        }
    }

    /// A part of a text must not be taken for the whole, whichever way it goes.
    @Test
    void aTextThatBreaksOffIsNone() throws IOException {
        for (String way : List.of("text=mail", "text=mlfl&data=port", "text=mlfl&data=passive"))
            try (var receiver = ReceiverFixture.of(Dialogue.of(way, "@host Y"))) {
                var delivery =
                        TestDelivery.of("waldo@A", "a@Y", TextContent.breaking(TEXT.repeat(5000)));
                send(receiver, "?host=Y&" + way, delivery);
                assertThat(delivery.lines()).containsExactly("a@Y not settled");
                ReceiverFixture.await(() -> receiver.listener().conversations() == 0, "the end");
                assertThat(receiver.spooled()).isEmpty();
            }
    }

    @Test
    void aLongTextGoesThroughEitherWay() throws IOException {
        for (String way : List.of("text=mail", "text=mlfl&data=port", "text=mlfl&data=passive"))
            try (var receiver = ReceiverFixture.of(Dialogue.of(way, "@host Y"))) {
                var delivery =
                        TestDelivery.of(
                                "waldo@A",
                                "a@Y",
                                TEXT + "x".repeat(70).concat("\r\n").repeat(20_000));
                send(receiver, "?host=Y&" + way, delivery);
                assertThat(delivery.lines().getFirst()).startsWith("a@Y Delivered");
                assertThat(receiver.intake().letters().getFirst().octets())
                        .hasSizeGreaterThan(1_440_000);
            }
    }

    private static void send(ReceiverFixture receiver, String query, TestDelivery... deliveries) {
        var sender =
                new FtpmailSender(FtpmailSenderSettings.defaults(), Memory.of(""), Transcript.NONE);
        try (Outbound.Conversation conversation =
                sender.converse(
                        SenderTranscriptsTest.hop(receiver.address().getPort(), query), "B")) {
            for (TestDelivery delivery : deliveries) conversation.deliver(delivery);
        } catch (IOException _) {
            // what was not settled is deferred
        }
    }
}
