package org.posthouse.wire;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

/// Texts of a protocol without transparency: only a lone period means anything (RFC 385 section
/// 14).
final class LonePeriodTest {
    private static final Charset LATIN = StandardCharsets.ISO_8859_1;

    @Test
    void allButALonePeriodIsRead() throws IOException {
        for (String text :
                List.of("", "a\r\n", "..\r\n", ".a\r\n", "a.\r\n", ". \r\n", ".\n\r\n", ".\r.\r\n"))
            for (int cut = 0; cut <= text.length(); cut++) {
                var reader = new LineReader(Pieces.cutAt(cut, text + ".\r\nQUIT\r\n"), () -> {});
                var content = new ByteArrayOutputStream();
                DotText.Ended ended =
                        DotText.read(reader, DotText.Transparency.NONE, content::write);
                assertThat(content.toString(LATIN)).isEqualTo(text);
                assertThat(ended.octets()).isEqualTo(text.length());
                assertThat(reader.line(100)).isEqualTo(new Line.Text("QUIT"));
            }
    }

    @Test
    void theLongestLineIsMeasuredWithItsPeriods() throws IOException {
        var reader = new LineReader(Pieces.cutAt(3, "..ab\r\na\r\n.\r\n"), () -> {});
        assertThat(DotText.read(reader, DotText.Transparency.NONE, (_, _, _) -> {}))
                .isEqualTo(new DotText.Ended(9, 6, false));
    }

    @Test
    void aLonePeriodIsNotWritten() throws IOException {
        assertThat(written(".\r\n")).isEqualTo(" .\r\n.\r\n");
        assertThat(written("a\r\n.\r\nQUIT\r\n")).isEqualTo("a\r\n .\r\nQUIT\r\n.\r\n");
        assertThat(written("a\n.\nb")).isEqualTo("a\r\n .\r\nb\r\n.\r\n");
        assertThat(written("a\r\n.")).isEqualTo("a\r\n .\r\n.\r\n");
        assertThat(written("..\r\n.a\r\n.. .\r\n")).isEqualTo("..\r\n.a\r\n.. .\r\n.\r\n");
        assertThat(written(".\r.\r\n.\r")).isEqualTo(". .\r\n. \r\n.\r\n");
    }

    @Test
    void whatEndsWithTheConnectionIsWrittenAsItIs() throws IOException {
        var out = new ByteArrayOutputStream();
        DotText.writeLines(Pieces.cutAt(4, "a\n.\r\n..\r\n."), out);
        assertThat(out.toString(LATIN)).isEqualTo("a\r\n.\r\n..\r\n.\r\n");
    }

    private static String written(String content) throws IOException {
        String whole = "";
        for (int cut = 0; cut <= content.length(); cut++) {
            var out = new ByteArrayOutputStream();
            DotText.write(Pieces.cutAt(cut, content), out, DotText.Transparency.NONE);
            assertThat(out.toString(LATIN))
                    .endsWith("\r\n.\r\n".substring(out.size() == 3 ? 2 : 0));
            whole = out.toString(LATIN);
        }
        return whole;
    }
}
