package org.posthouse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

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
                    'via:a{CRLF}Via : b{CRLF}Via: c{CRLF} via: d{CRLF}Vix: e{CRLF}{CRLF}Via: f', 9,  SEVEN_BIT,  2
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

    /// Mostly the octets that matter.
    @Provide
    Arbitrary<String> contents() {
        return Arbitraries.of(
                        "\r\n",
                        "\r",
                        "\n",
                        "a",
                        "Received:",
                        "receiveD: x",
                        "Via:",
                        "via:a",
                        "vi",
                        "\0",
                        "\u00e4",
                        " ")
                .list()
                .ofMaxSize(30)
                .map(pieces -> String.join("", pieces));
    }

    @Property(tries = 10_000)
    void measuresAsASlowReaderWould(@ForAll("contents") String content, @ForAll long cuts) {
        byte[] octets = content.getBytes(StandardCharsets.ISO_8859_1);
        var random = new Random(cuts);
        var measurer = new Measurer();
        for (int at = 0; at < octets.length; ) {
            int length = random.nextInt(octets.length - at + 1);
            measurer.update(octets, at, length);
            at += length;
        }
        assertThat(measurer.measure()).isEqualTo(slowly(content));
    }

    /// The lines as a sender will write them, one after the other.
    private static Measure slowly(String content) {
        List<String> lines = List.of(content.replace("\r\n", "\n").split("\n", -1));
        List<String> header = lines.stream().takeWhile(line -> !line.isEmpty()).toList();
        return new Measure(
                content.length(),
                lines.stream()
                        .limit(lines.getLast().isEmpty() ? lines.size() - 1 : lines.size())
                        .mapToInt(line -> line.length() + 2)
                        .max()
                        .orElse(0),
                content.contains("\0")
                        ? Measure.Width.BINARY
                        : content.contains("\u00e4")
                                ? Measure.Width.EIGHT_BIT
                                : Measure.Width.SEVEN_BIT,
                (int)
                        header.stream()
                                .map(line -> line.toLowerCase(Locale.ROOT))
                                .filter(
                                        line ->
                                                line.startsWith("received:")
                                                        || line.startsWith("via:"))
                                .count());
    }
}
