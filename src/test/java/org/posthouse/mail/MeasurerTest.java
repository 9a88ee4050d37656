package org.posthouse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MeasurerTest {
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    ''             , 0,  SEVEN_BIT,  0
                    'a{CRLF}'      , 3,  SEVEN_BIT,  0
                    'abc'          , 5,  SEVEN_BIT,  0
                    'ä{CRLF}'      , 3,  EIGHT_BIT,  0
                    'a{LF}bcd{LF}' , 5,  SEVEN_BIT,  0
                    'a{CR}b{CRLF}' , 5,  SEVEN_BIT,  0
                    'ä{LF}'        , 3,  EIGHT_BIT,  0
                    'a{NUL}{CRLF}' , 4,  BINARY,     0
                    'Received: a{CRLF}received:b{CRLF}{CRLF}Received: c{CRLF}', 13, SEVEN_BIT, 2
                    """)
    void measuresWhatASenderWillWrite(
            String content, int longestLine, Measure.Width width, int hops) {
        byte[] octets =
                content.replace("{CRLF}", "\r\n")
                        .replace("{CR}", "\r")
                        .replace("{LF}", "\n")
                        .replace("{NUL}", "\0")
                        .getBytes(StandardCharsets.ISO_8859_1);
        for (int cut = 0; cut <= octets.length; cut++) {
            var measurer = new Measurer();
            measurer.update(octets, 0, cut);
            measurer.update(octets, cut, octets.length - cut);
            assertThat(measurer.measure())
                    .isEqualTo(new Measure(octets.length, longestLine, width, hops));
        }
    }
}
