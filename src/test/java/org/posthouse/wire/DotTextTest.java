package org.posthouse.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Transparency (RFC 780 section 5.5.2, RFC 5321 section 4.5.2) against readers and writers too
/// simple to be wrong.
final class DotTextTest {
    private static final Charset LATIN = StandardCharsets.ISO_8859_1;
    private static final String END = "\r\n.\r\n";

    /// What came of a text.
    private record Read(String content, DotText.Ended ended, String rest) {}

    /// What some host or other takes for the end of a text: each was a way to smuggle commands.
    static List<String> falseEnds() {
        return List.of(
                "\n.\n",
                "\r.\r",
                "\n.\r\n",
                "\r\n.\n",
                "\r.\r\n",
                "\r\n.\r",
                "\r\n.\r\r\n",
                "\r\n\0.\r\n",
                "\r\n.\0\r\n",
                "\r\n.\r\0\n",
                "\r\r\n.\r",
                "\n\n.\n\n",
                "\r\n.\n\r\n",
                "\r\n..\r\n",
                "\r\n. \r\n",
                "\r\n .\r\n",
                "\r\n.\t\r\n",
                "\r\n.\n.\r\n.\n",
                "\r\n.\r.\r\n",
                "\r\n\u008d.\r\n",
                "\r\n\u0085.\u0085",
                "\r\n.\r\u008a");
    }

    @ParameterizedTest
    @MethodSource("falseEnds")
    void nothingElseEndsAText(String falseEnd) throws IOException {
        String smuggled = "a" + falseEnd + "MAIL FROM:<x@y>\r\n";
        String line = smuggled + ".\r\nQUIT\r\n";
        for (int cut = 0; cut <= line.length(); cut++) {
            Read read = read(Pieces.cutAt(cut, line));
            assertThat(read.rest).isEqualTo("QUIT\r\n");
            assertThat(read.content)
                    .startsWith("a")
                    .endsWith("MAIL FROM:<x@y>\r\n")
                    .isEqualTo(slowly(line).content);
        }
    }

    /// As content, it leaves as nothing that any host could take for an end.
    @ParameterizedTest
    @MethodSource("falseEnds")
    void nothingLeavesAsAnEndOfData(String falseEnd) throws IOException {
        for (String content :
                List.of(
                        "a" + falseEnd + "MAIL FROM:<x@y>\r\n",
                        falseEnd.substring(1) + "x",
                        "a" + falseEnd,
                        "a\r\n" + falseEnd)) {
            for (int cut = 0; cut <= content.length(); cut++)
                onlyOneEnd(written(Pieces.cutAt(cut, content)));
        }
    }

    @Test
    void anEmptyTextIsOnlyItsEnd() throws IOException {
        assertThat(read(Pieces.cutAt(1, ".\r\nQUIT\r\n")))
                .isEqualTo(new Read("", new DotText.Ended(0, 0, false), "QUIT\r\n"));
        assertThat(written(Pieces.cutAt(0, ""))).isEqualTo(".\r\n");
    }

    @Test
    void aLastLineWithoutAnEndingGetsOne() throws IOException {
        assertThat(written(Pieces.cutAt(2, "a\r\nb"))).isEqualTo("a\r\nb\r\n.\r\n");
        assertThat(written(Pieces.cutAt(1, "a\r"))).isEqualTo("a \r\n.\r\n");
        assertThat(written(Pieces.cutAt(1, "."))).isEqualTo("..\r\n.\r\n");
    }

    @Test
    void whatEndsTooEarlyIsNoText() {
        for (String cut : List.of("", "a", "a\r\n", "a\r\n.", "a\r\n.\r", ".", ".\r", "a\n.\n"))
            assertThatThrownBy(() -> read(Pieces.cutAt(1, cut)))
                    .as(cut)
                    .isInstanceOf(EOFException.class);
    }

    /// Mostly the octets that matter, and some texts longer than any buffer.
    @Provide
    Arbitrary<String> contents() {
        Arbitrary<String> telling =
                Arbitraries.of(
                        "\r\n", "\r\n", "\r", "\n", ".", "..", "a", "bc", "\0", "\u00ff", END);
        Arbitrary<String> large =
                Arbitraries.of("x".repeat(6000), ("." + "y".repeat(70) + "\r\n").repeat(300));
        return Arbitraries.frequencyOf(Tuple.of(150, telling), Tuple.of(1, large))
                .list()
                .ofMaxSize(20)
                .map(pieces -> String.join("", pieces));
    }

    @Property(tries = 10_000)
    void readsAsASlowReaderWould(@ForAll("contents") String octets, @ForAll long cuts)
            throws IOException {
        String line = octets + END + "QUIT\r\n";
        assertThat(read(Pieces.cutAtRandom(cuts, line))).isEqualTo(slowly(line));
    }

    @Property(tries = 10_000)
    void writesAsASlowWriterWould(@ForAll("contents") String content, @ForAll long cuts)
            throws IOException {
        String written = written(Pieces.cutAtRandom(cuts, content));
        assertThat(written).isEqualTo(slowlyWritten(content));
        onlyOneEnd(written);
    }

    @Property(tries = 10_000)
    void whatIsWrittenIsReadBack(@ForAll("contents") String content, @ForAll long cuts)
            throws IOException {
        String written = written(Pieces.cutAtRandom(cuts, content));
        Read read = read(Pieces.cutAtRandom(cuts + 1, written + "QUIT\r\n"));
        assertThat(read.content).isEqualTo(inOrder(content));
        assertThat(read.ended.stray()).isFalse();
        assertThat(read.rest).isEqualTo("QUIT\r\n");
    }

    @Property(tries = 200_000)
    @Tag("soak")
    void muchIsReadAndWrittenTheSlowWay(@ForAll("contents") String content, @ForAll long cuts)
            throws IOException {
        readsAsASlowReaderWould(content, cuts);
        writesAsASlowWriterWould(content, cuts);
        whatIsWrittenIsReadBack(content, cuts);
    }

    /// Line by line, as the RFCs say it.
    private static Read slowly(String octets) {
        var content = new StringBuilder();
        long longest = 0;
        boolean stray = false;
        String rest = octets;
        while (true) {
            int end = rest.indexOf("\r\n");
            String line = rest.substring(0, end);
            rest = rest.substring(end + 2);
            if (line.equals(".")) break;
            if (line.startsWith(".")) line = line.substring(1);
            content.append(line).append("\r\n");
            longest = Math.max(longest, line.length() + 2);
            stray |= line.contains("\r") || line.contains("\n");
        }
        return new Read(
                content.toString(), new DotText.Ended(content.length(), longest, stray), rest);
    }

    /// Each line ended with CRLF, no other CR or LF left.
    private static String inOrder(String content) {
        String lines = content.replace("\r\n", "\n").replace('\r', ' ');
        String whole = lines.isEmpty() || lines.endsWith("\n") ? lines : lines + "\n";
        return whole.replace("\n", "\r\n");
    }

    private static String slowlyWritten(String content) {
        return inOrder(content).replaceAll("(?md)^\\.", "..") + ".\r\n";
    }

    private static void onlyOneEnd(String written) {
        assertThat(("\r\n" + written).indexOf(END)).isEqualTo(written.length() - 3);
        assertThat(written.replace("\r\n", "")).doesNotContain("\r", "\n");
    }

    private static Read read(InputStream in) throws IOException {
        var reader = new LineReader(in, () -> {});
        var content = new ByteArrayOutputStream();
        DotText.Ended ended = DotText.read(reader, DotText.Transparency.DOUBLED, content::write);
        var rest = new StringBuilder();
        do {
            int from = reader.from();
            rest.append(new String(reader.buffer(), from, reader.to() - from, LATIN));
        } while (reader.fill());
        return new Read(content.toString(LATIN), ended, rest.toString());
    }

    private static String written(InputStream content) throws IOException {
        var out = new ByteArrayOutputStream();
        DotText.write(content, out);
        return out.toString(LATIN);
    }
}
