package org.posthouse.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.posthouse.mail.JntFile.NOW;
import static org.posthouse.mail.JntFile.US;
import static org.posthouse.mail.JntFile.path;
import static org.posthouse.mail.JntFile.why;
import static org.posthouse.mail.JntFile.written;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.posthouse.mail.JntFile.Read;

/// What is kept of a letter of JNT Mail, and how wide it is written.
final class JntBoundsTest {
    private static JntReader reader(AtomicLong written) {
        return new JntReader(
                JntManner.of(DomainOrder.NRS),
                US,
                NOW,
                (_, _, length) -> written.addAndGet(length));
    }

    private static void write(JntReader reader, String text, int times) {
        byte[] octets = text.repeat(1000).getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < times && reader.trouble().isEmpty(); i++)
            reader.write(octets, 0, octets.length);
    }

    @Test
    void whatIsKeptHasBounds() {
        var written = new AtomicLong();
        for (String start : List.of("", "a@b\n\nTo: ", "a@b\n\nVia: ", "a@b\n\nFrom: a@b,\n ")) {
            JntReader endless = reader(written);
            endless.write(start.getBytes(StandardCharsets.US_ASCII), 0, start.length());
            write(endless, "x@y, ", 1_000);
            assertThat(endless.trouble()).as(start).isPresent();
            assertThat(endless.end()).isInstanceOf(JntReading.Unusable.class);
        }
        JntReader lines = reader(written);
        write(lines, "x@y\n", 1_000);
        assertThat(lines.trouble()).isPresent();
        JntReader folded = reader(written);
        folded.write("a@b\n\nTo: x\n".getBytes(StandardCharsets.US_ASCII), 0, 11);
        write(folded, " ,x@y\n", 1_000);
        assertThat(folded.trouble()).isPresent();
    }

    /// Fields that are of no interest here may be as long as they like, and so may the body.
    @Test
    void whatIsNotKeptHasNone() {
        for (String piece : List.of("x", " x\n", "\n", "\r", "\r\n")) {
            var written = new AtomicLong();
            JntReader reader = reader(written);
            String start = "a@b\n\nFrom: a@b\nSubject: ";
            reader.write(start.getBytes(StandardCharsets.US_ASCII), 0, start.length());
            write(reader, piece, 2_000);
            assertThat(reader.end()).isInstanceOf(JntReading.Letter.class);
            assertThat(written.get()).isGreaterThan(2_000_000L * piece.length());
        }
    }

    /// Within its bounds a field costs no more time than its length.
    @Test
    void oddFieldsAreReadAndWrittenInTime() throws IOException {
        for (String piece : List.of(" at a", "\n x", "(", "\"", "@", "%a", "<", ",", "\\", "a ")) {
            String field = "To: x" + piece.repeat(60_000 / piece.length());
            for (String name : List.of("", "Acknowledge-", "Via:", "Sender: a@b\n"))
                assertThat(Read.of("a@b\n\nFrom: a@b\n" + name + field + "\n\n").reading())
                        .isInstanceOf(JntReading.Letter.class);
            for (String name : List.of("", "X-"))
                assertThat(written(name + field + "\r\n\r\n", new ReversePath.Null())).isNotNull();
            assertThat(Read.of("a@b" + piece.repeat(1000) + "\n\nFrom: a@b\n\n").reading())
                    .isNotNull();
        }
        assertThat(why("a" + "%a".repeat(200) + "@b\n\nFrom: a@b\n\n")).contains("a path too long");
        assertThat(why("a@b\n\nFrom: " + "a".repeat(2_000) + "@b\n\n"))
                .isEqualTo("there is no usable sender");
        assertThat(why("a@" + "\u00e4".repeat(900) + "\n\nFrom: a@b\n\n")).matches("[ -~]{1,210}");
    }

    @Test
    void aTraceThatGoesInCirclesIsKeptInPart() {
        var written = new AtomicLong();
        JntReader reader = reader(written);
        String start = "a@b\n\nFrom: a@b\n";
        reader.write(start.getBytes(StandardCharsets.US_ASCII), 0, start.length());
        write(reader, "Via: x ; y\nVia: z ; y\nAcknowledge-To: a@b\n", 100);
        var letter = (JntReading.Letter) reader.end();
        assertThat(((ReversePath.Sender) letter.from()).path().route()).hasSizeLessThan(250);
        assertThat(letter.acknowledgeTo()).hasSizeLessThan(20);
    }

    // --- folding

    @ParameterizedTest
    @ValueSource(strings = {"Subject: ", "X-Long: a ", " "})
    void textIsFoldedAtBlanks(String start) throws IOException {
        String line = start + "word ".repeat(40).strip();
        String file =
                written(
                        (start.isBlank() ? "X: y\r\n" : "") + line + "\r\nFrom: a@b\r\n\r\n",
                        new ReversePath.Sender(path("<a@b>")));
        assertThat(file.lines()).allMatch(one -> one.length() <= 79);
        assertThat(file.replace("\n ", " ")).contains(line);
    }

    @Test
    void noAddressIsFoldedNorAWordWithoutBlanks() throws IOException {
        String long1 =
                "\"A name, with commas, " + "x, ".repeat(30) + "\" <" + "a".repeat(60) + "@b>";
        String message =
                "To: " + long1 + ",c@d,e@f\r\nX-Y: " + "z".repeat(100) + "\r\nFrom: a@b\r\n\r\n";
        String file = written(message, new ReversePath.Sender(path("<a@b>")));
        assertThat(file)
                .contains("To: " + long1 + ",\n c@d,e@f\n")
                .contains("X-Y: " + "z".repeat(100) + "\n");
    }
}
