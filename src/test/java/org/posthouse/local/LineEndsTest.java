package org.posthouse.local;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.posthouse.conf.Conf;

final class LineEndsTest {
    /// Mostly the octets that matter.
    @Provide
    Arbitrary<String> octets() {
        return Arbitraries.strings().withChars("\r\n\r\n.a\0\u00ff").ofMaxLength(60);
    }

    @Property(tries = 10_000)
    void onlyCrlfBecomesLf(@ForAll("octets") String octets, @ForAll long cuts) throws IOException {
        assertThat(copied(LineEnds.LF, octets, cuts)).isEqualTo(octets.replace("\r\n", "\n"));
    }

    @Property
    void crlfKeepsEveryOctet(@ForAll("octets") String octets, @ForAll long cuts)
            throws IOException {
        assertThat(copied(LineEnds.CRLF, octets, cuts)).isEqualTo(octets);
    }

    @Property
    void whatHasNoBareLineFeedComesBackWhole(@ForAll("octets") String octets, @ForAll long cuts)
            throws IOException {
        String lines = octets.replaceAll("(?<!\r)\n", "");
        assertThat(copied(LineEnds.LF, lines, cuts).replace("\n", "\r\n")).isEqualTo(lines);
    }

    @Test
    void theSettingIsReadAndItsMistakesToo() {
        assertThat(settings("[local]\nline-ends = \"crlf\"").lineEnds()).isEqualTo(LineEnds.CRLF);
        assertThat(settings("")).isEqualTo(LocalSettings.defaults());
        Conf wrong = Conf.parse("posthouse.toml", "[local]\nline-ends = \"cr\"");
        LocalSettings.from(wrong.root().table("local"));
        assertThat(wrong.mistakes())
                .singleElement()
                .satisfies(
                        mistake -> {
                            assertThat(mistake.line()).isEqualTo(2);
                            assertThat(mistake.what()).contains("\"lf\" or \"crlf\"");
                        });
    }

    private static LocalSettings settings(String toml) {
        return LocalSettings.from(Conf.parse("posthouse.toml", toml).root().table("local"));
    }

    private static String copied(LineEnds ends, String octets, long cuts) throws IOException {
        var random = new Random(cuts);
        var in =
                new ByteArrayInputStream(octets.getBytes(StandardCharsets.ISO_8859_1)) {
                    @Override
                    public synchronized long transferTo(OutputStream out) throws IOException {
                        while (available() > 0)
                            out.write(readNBytes(Math.min(available(), random.nextInt(4))));
                        return octets.length();
                    }
                };
        var out = new ByteArrayOutputStream();
        ends.copy(in, out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
