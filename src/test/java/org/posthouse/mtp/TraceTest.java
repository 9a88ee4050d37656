package org.posthouse.mtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.wire.Dialogue;

/// Whom the field `Received:` names: the one recipient that the sender named, if there is one.
final class TraceTest {
    @ParameterizedTest
    @CsvSource({
        "'S: MAIL FROM:<waldo@A> TO:<Foo@Y>', <Foo@Y>",
        "'S: MAIL FROM:<waldo@A> TO:<Joe\\\\,Smith@Y>', '<\"Joe,Smith\"@Y>'",
        "'S: MAIL FROM:<waldo@A> TO:<Fo@Y>|R: 152|S: CONT', <Fo@Y>",
        "'S: MAIL FROM:<waldo@A>', ''",
        "'S: MRSQ R|R: 200|S: MRCP TO:<Foo@Y>|R: 200|S: MAIL FROM:<waldo@A>', <Foo@Y>",
        "'S: MRSQ R|R: 200|S: MRCP TO:<a@Y>|R: 200|S: MRCP TO:<b@Y>|R: 200"
                + "|S: MAIL FROM:<waldo@A>', ''",
    })
    void theRecipientWhoWasNamed(String dialogue, String named) throws IOException {
        String script =
                """
                @host Y
                @operator "operator@Y"
                @general-delivery "printer@Y"
                @refuse NO_SUCH_USER Fo@Y
                R: 220 Y
                %s
                R: 354
                S: text
                S: .
                R: 250
                """
                        .formatted(dialogue.replace('|', '\n'));
        var played = Dialogue.of(dialogue, script);
        try (var receiver = ReceiverFixture.of(played)) {
            played.playSender(receiver.address());
            RecordingIntake.Letter letter = receiver.intake().letters().getFirst();
            assertThat(letter.octets()).startsWith("Received: from [127.0.0.1]\r\n\tby Y ");
            if (named.isEmpty()) assertThat(letter.octets()).doesNotContain("\tfor ");
            else assertThat(letter.octets()).contains("\r\n\tfor " + named + ";\r\n");
        }
    }
}
