package org.posthouse.ftpmail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.posthouse.mail.TestDelivery;

/// Which texts MAIL would cut short, however their lines end.
final class LonePeriodTest {
    @ParameterizedTest
    @CsvSource({
        "., true",
        ".~, true",
        "a~.~b, true",
        "a~., true",
        "a|.|b, true",
        "'', false",
        "a, false",
        "..~, false",
        "a.~, false",
        ". ~, false",
        ".a~..~ .~, false",
        "~~.~, true",
    })
    void isFound(String text, boolean found) throws IOException {
        String octets = text.replace("~", "\r\n").replace("|", "\n");
        assertThat(LonePeriod.isIn(TestDelivery.of("waldo@A", "a@b", octets).message().content()))
                .isEqualTo(found);
    }
}
