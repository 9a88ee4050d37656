package org.posthouse.wire;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LineReaderTest {
    private static final int LONGEST = 5;

    record Case(String octets, List<Line> lines) {
        Case(String octets, Line... lines) {
            this(octets, List.of(lines));
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case("", Line.Nothing.END),
                new Case("\r\n", text(""), Line.Nothing.END),
                new Case("NOOP\r\n", text("NOOP"), Line.Nothing.END),
                new Case("12345\r\n", text("12345"), Line.Nothing.END),
                new Case("a\r\nb\r\n\r\n", text("a"), text("b"), text(""), Line.Nothing.END),
                new Case("\0\u00ff\r\n", text("\0\u00ff"), Line.Nothing.END),
                // neither CR nor LF alone ends a line that may be obeyed
                new Case("a\nb\r\n", stray("a"), text("b"), Line.Nothing.END),
                new Case("a\rb\r\n", stray("a\rb"), Line.Nothing.END),
                new Case("a\r\r\n", stray("a\r"), Line.Nothing.END),
                new Case("\n\r\n", stray(""), text(""), Line.Nothing.END),
                new Case("a\n\r", stray("a"), Line.Nothing.CUT),
                // the limit counts no ending, whatever it is
                new Case("123456\r\nb\r\n", new Line.TooLong(6), text("b"), Line.Nothing.END),
                new Case("123456\n", new Line.TooLong(6), Line.Nothing.END),
                new Case("1234\r5\r\n", new Line.TooLong(6), Line.Nothing.END),
                new Case("12345\n", stray("12345"), Line.Nothing.END),
                new Case(
                        "x".repeat(9000) + "\r\nb\r\n",
                        new Line.TooLong(9000),
                        text("b"),
                        Line.Nothing.END),
                // what has no ending is no line
                new Case("QUIT", Line.Nothing.CUT),
                new Case("QUIT\r", Line.Nothing.CUT),
                new Case("a\r\nQUIT", text("a"), Line.Nothing.CUT),
                new Case("x".repeat(9000), Line.Nothing.CUT));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsLinesWhereverTheyAreCut(Case wanted) throws IOException {
        String octets = wanted.octets;
        for (int cut = 0; cut <= octets.length(); cut += octets.length() > 100 ? 997 : 1)
            assertThat(lines(Pieces.cutAt(cut, octets), LONGEST)).isEqualTo(wanted.lines);
        for (int seed = 0; seed < 20; seed++)
            assertThat(lines(Pieces.cutAtRandom(seed, octets), LONGEST)).isEqualTo(wanted.lines);
    }

    /// Mostly the octets that matter.
    @Provide
    Arbitrary<String> octets() {
        Arbitrary<String> telling =
                Arbitraries.of("\r\n", "\r\n", "\r", "\n", "a", "QUIT", "\0", "\u00ff");
        return Arbitraries.frequencyOf(
                        Tuple.of(100, telling), Tuple.of(1, Arbitraries.just("x".repeat(5000))))
                .list()
                .ofMaxSize(30)
                .map(pieces -> String.join("", pieces));
    }

    @Property(tries = 10_000)
    void readsAsASlowReaderWould(
            @ForAll("octets") String octets,
            @ForAll @IntRange(min = 0, max = 12) int longest,
            @ForAll long cuts)
            throws IOException {
        assertThat(lines(Pieces.cutAtRandom(cuts, octets), longest))
                .isEqualTo(slowly(octets, longest));
    }

    @Property(tries = 1_000_000)
    @Tag("soak")
    void readsMuchAsASlowReaderWould(
            @ForAll("octets") String octets,
            @ForAll @IntRange(min = 0, max = 12) int longest,
            @ForAll long cuts)
            throws IOException {
        readsAsASlowReaderWould(octets, longest, cuts);
    }

    private static List<Line> slowly(String octets, int longest) {
        List<String> lines = new ArrayList<>(List.of(octets.split("\n", -1)));
        String rest = lines.removeLast();
        var read = new ArrayList<Line>();
        for (String line : lines) {
            boolean crlf = line.endsWith("\r");
            String text = crlf ? line.substring(0, line.length() - 1) : line;
            if (text.length() > longest) read.add(new Line.TooLong(text.length()));
            else read.add(crlf && !text.contains("\r") ? text(text) : stray(text));
        }
        read.add(rest.isEmpty() ? Line.Nothing.END : Line.Nothing.CUT);
        return read;
    }

    /// RFC 2920 section 3.2: replies to commands that came together leave together.
    @Test
    void flushesOnlyWhenItMustWait() throws IOException {
        var flushes = new AtomicInteger();
        var reader = new LineReader(Pieces.cutAt(7, "a\r\nb\r\nc\r\n"), flushes::incrementAndGet);
        reader.line(10);
        assertThat(flushes).hasValue(1);
        assertThat(reader.hasLine()).isTrue();
        reader.line(10);
        assertThat(flushes).hasValue(1);
        assertThat(reader.hasLine()).isFalse();
        assertThat(reader.hasMore()).isTrue();
        reader.line(10);
        assertThat(flushes).hasValue(2);
    }

    private static List<Line> lines(InputStream in, int longest) throws IOException {
        var reader = new LineReader(in, () -> {});
        var lines = new ArrayList<Line>();
        do lines.add(reader.line(longest));
        while (!(lines.getLast() instanceof Line.Nothing));
        return lines;
    }

    private static Line text(String text) {
        return new Line.Text(text);
    }

    private static Line stray(String text) {
        return new Line.Stray(text);
    }
}
