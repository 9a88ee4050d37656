package org.posthouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.posthouse.mail.Content;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Limits;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Measurer;

/// Messages made to hurt: what cannot be shaped within bounds is refused with a reason, in bounded
/// time and memory.
@Timeout(180)
final class BoundsTest {
    private static final String MIME = "MIME-Version: 1.0\r\n";
    private static final Environment WORLD =
            new Environment(
                    ShapeSettings.defaults(),
                    "relay.example",
                    PathSizes.RFC_780,
                    HostNames.NONE,
                    Aliases.NONE,
                    Keeping.NONE);

    /// The same octets over and over, which are nowhere all at once.
    private static final class Endless implements Content {
        private final byte[] before;
        private final byte[] octets;
        private final long most;
        private final Measure measure;

        Endless(String before, String again, long times) {
            this.before = before.getBytes(StandardCharsets.ISO_8859_1);
            this.octets = again.getBytes(StandardCharsets.ISO_8859_1);
            this.most = octets.length * times;
            this.measure = measured();
        }

        @Override
        public Measure measure() {
            return measure;
        }

        private Measure measured() {
            var measurer = new Measurer();
            try (InputStream in = open()) {
                byte[] some = new byte[8192];
                for (int n = in.read(some); n >= 0; n = in.read(some)) measurer.update(some, 0, n);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return measurer.measure();
        }

        @Override
        public InputStream open() {
            return new SequenceInputStream(new ByteArrayInputStream(before), new Again());
        }

        private final class Again extends InputStream {
            private long at;

            @Override
            public int read() {
                return at < most ? octets[(int) (at++ % octets.length)] & 0xff : -1;
            }

            @Override
            public int read(byte[] to, int offset, int length) {
                int n = 0;
                for (int c = 0; n < length && (c = read()) >= 0; n++) to[offset + n] = (byte) c;
                return n == 0 && length > 0 ? -1 : n;
            }
        }
    }

    private static Fit fit(Content content, Limits.Readers readers, long most) throws IOException {
        var limits = new Limits(1000, Measure.Width.SEVEN_BIT, most, readers);
        try (var shapes = new Shapes(Letters.message("ESMTP", content), content, WORLD)) {
            return shapes.fit(limits);
        }
    }

    private static String refusal(Content content, Limits.Readers readers) throws IOException {
        return ((Fit.Unfit) fit(content, readers, 100_000_000)).why().reply();
    }

    @Test
    void partsWithoutEndAreRefused() throws IOException {
        var parts =
                new Endless(
                        MIME + "Content-Type: multipart/mixed; boundary=b\r\n\r\n\u00e9\r\n",
                        "--b\r\n\r\n\u00e9\r\n",
                        100_000);
        assertThat(refusal(parts, Limits.Readers.PLAIN)).contains("more than 1000 parts");
        assertThat(refusal(parts, Limits.Readers.MIME)).contains("more than 10000 parts");
    }

    @Test
    void lettersInLettersAreRefused() throws IOException {
        var letters =
                new Endless(
                        MIME + "Subject: \u00e9\r\n",
                        "Content-Type: message/rfc822\r\n\r\n",
                        100_000);
        assertThat(refusal(letters, Limits.Readers.PLAIN)).contains("more than 40 deep");
        assertThat(refusal(letters, Limits.Readers.MIME)).contains("more than 40 deep");
    }

    @Test
    void aHeaderWithoutEndIsRefused() throws IOException {
        var header = new Endless(MIME, "X-Field: \u00e9\r\n", 100_000);
        assertThat(refusal(header, Limits.Readers.PLAIN)).contains("a header of more than 256 KiB");
        assertThat(fit(header, Limits.Readers.MIME, 100_000_000)).isInstanceOf(Fit.Unfit.class);
    }

    @Test
    void aFieldWithoutEndIsRefused() throws IOException {
        var field = new Endless(MIME + "To: ", "a@b.example, ", 100_000);
        assertThat(refusal(field, Limits.Readers.PLAIN)).contains("a header of more than 256 KiB");
    }

    @Test
    void aLargeTextIsStreamed() throws IOException {
        String type = MIME + "Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n";
        var text = new Endless(type, "caf\u00c3\u00a9 and more of it, ", 200_000);
        assertThat(fit(text, Limits.Readers.PLAIN, Long.MAX_VALUE)).isInstanceOf(Fit.Fits.class);
        assertThat(fit(text, Limits.Readers.MIME, Long.MAX_VALUE)).isInstanceOf(Fit.Fits.class);
    }

    @Test
    void aShapeThatGrowsTooLargeIsRefused() throws IOException {
        String type = MIME + "Content-Type: text/plain; charset=utf-8\r\n\r\n";
        var drawings = new Endless(type, "\u00f0\u009f\u009a\u0082", 100_000);
        assertThat(((Fit.Unfit) fit(drawings, Limits.Readers.PLAIN, 1_000_000)).why().status())
                .isEqualTo("5.3.4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div>",
                "<b>",
                "<table><tr><td>",
                "<ul><li>",
                "<a href=x>",
                "<p>",
                "<blockquote>",
                "<font size=1><i>",
                "</p>",
                "<select><option>",
                "<h1>",
                "<table>",
                "<",
                "&",
                "<svg><b>",
                "<td>x<td>y",
                "<a href='http://x.example/'>",
                "<img alt=x>"
            })
    void htmlMadeToHurtComesToAnEnd(String tag) throws IOException {
        var html =
                new Endless(
                        MIME + "Content-Type: text/html\r\n\r\n\u00e9",
                        tag,
                        600_000 / tag.length());
        assertThat(fit(html, Limits.Readers.PLAIN, Long.MAX_VALUE)).isInstanceOf(Fit.Fits.class);
    }

    /// Fields of a quarter of a megabyte, and lines of a text, that a careless pattern would take
    /// hours or the whole stack for.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?", "=?a?q?", "a ", "\"", "(", "<", "a: ", "> ", "@", "\\", "; id x", " at ", ",",
                "a@b,", "[", "1"
            })
    void fieldsMadeToHurtComeToAnEnd(String piece) throws IOException {
        String much = piece.repeat(30_000 / piece.length());
        for (String name : List.of("Subject", "From", "Date", "Message-ID", "Received", "a")) {
            String letter = name + ": <" + much + "\n" + much + ":\n\n" + much + "\n\u00e9\n";
            for (String protocol : List.of("MTP", "ESMTP"))
                for (Limits.Readers readers : Limits.Readers.values())
                    for (String mime : List.of("", "MIME-Version: 1.0\n"))
                        shaped(protocol, Letters.content(mime + letter), readers);
        }
    }

    private static void shaped(String protocol, Content content, Limits.Readers readers)
            throws IOException {
        var limits = new Limits(1000, Measure.Width.SEVEN_BIT, 100_000_000, readers);
        try (var shapes = new Shapes(Letters.message(protocol, content), content, WORLD)) {
            assertThat(shapes.fit(limits)).isNotNull();
        }
    }
}
