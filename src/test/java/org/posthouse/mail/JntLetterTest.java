package org.posthouse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

/// Letters read, written, and read again by the other side.
final class JntLetterTest {
    private static final Host ALPHA = new Host.Name("alpha.ac.uk");
    private static final Host US = new Host.Name("gate.example");
    private static final Instant NOW = Instant.parse("2026-11-22T05:15:10Z");

    /// docs/nimail.md's smallest letter, as unix-niftp took it.
    @Test
    void aSmallLetter() {
        Read read =
                Read.of(
                        """
                        fred@uk.ac.beta,
                        joe%uk.ac.gamma@uk.ac.beta

                        From: Sam <sam@uk.ac.alpha>
                        Subject: uk.ac.alpha is no address

                        body to x@uk.ac.beta
                        """);
        assertThat(read.letter().to())
                .map(MailPath::toString)
                .containsExactly("fred@beta.ac.uk", "@beta.ac.uk,joe@gamma.ac.uk");
        assertThat(read.letter().from().shown()).isEqualTo("<sam@alpha.ac.uk>");
        assertThat(read.text)
                .matches("(?s)Via: alpha\\.ac\\.uk ; [^;\r\n]* \\(Posthouse\\)\r\nFrom: .*")
                .endsWith(
                        """
                        From: Sam <sam@alpha.ac.uk>
                        Subject: uk.ac.alpha is no address

                        body to x@uk.ac.beta
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void theWayBackLeadsThroughTheTrace() {
        Read read =
                Read.of(
                        """
                        fred@uk.ac.beta

                        Via: UK.AC.NEWEST ; 17 Jun 85 9:15:29 BST (EMAS; V7)
                        Via: uk.ac.oldest (a comment)
                          ; 17 Jun 85 9:10:00 BST
                        From: other@uk.ac.other
                        Sender: sam@uk.ac.org

                        body
                        """);
        assertThat(read.letter().from().shown())
                .isEqualTo("<@alpha.ac.uk,@newest.ac.uk,@oldest.ac.uk,sam@org.ac.uk>");
    }

    @Test
    void theWriterMakesTheReaderComputeTheReversePath() throws IOException {
        String message =
                """
                Received: from x
                Via: foreign.example ; then
                From: Al <al@first.example>, bo@second.example
                Sender: al@first.example
                To: fred@beta.ac.uk, a-very-long-name-to-fold@beta.ac.uk, another-long-name@gamma.ac.uk
                Subject: x

                body
                .
                """
                        .replace("\n", "\r\n");
        var from = new ReversePath.Sender(path("<@relay.example,cy@third.example>"));
        String file = written(message, from);
        assertThat(file)
                .isEqualTo(
                        """
                        fred@uk.ac.beta,
                        joe%uk.ac.gamma@uk.ac.beta

                        Received: from x
                        Original-Via: foreign.example ; then
                        From: Al <al@example.first>, bo@example.second
                        Original-Sender: al@example.first
                        To: fred@uk.ac.beta, a-very-long-name-to-fold@uk.ac.beta,
                         another-long-name@uk.ac.gamma
                        Subject: x
                        Sender: cy%example.third@example.relay

                        body
                        .
                        """);
        Read read = Read.by(US, file);
        assertThat(read.letter().from().shown())
                .isEqualTo("<@gate.example,@relay.example,cy@third.example>");
        assertThat(read.letter().to())
                .map(MailPath::toString)
                .containsExactly("fred@beta.ac.uk", "@beta.ac.uk,joe@gamma.ac.uk");
    }

    private static String written(String message, ReversePath from) throws IOException {
        try (InputStream letter =
                JntWriter.letter(
                        JntManner.of(DomainOrder.NRS),
                        new JntEnvelope(
                                US,
                                from,
                                List.of(
                                        path("<fred@beta.ac.uk>"),
                                        path("<@beta.ac.uk,joe@gamma.ac.uk>")),
                                Optional.empty(),
                                Optional.empty()),
                        content(message))) {
            return new String(letter.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static Content content(String message) {
        byte[] octets = message.getBytes(StandardCharsets.ISO_8859_1);
        return new Content() {
            @Override
            public Measure measure() {
                var measurer = new Measurer();
                measurer.update(octets, 0, octets.length);
                return measurer.measure();
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(octets);
            }
        };
    }

    private static MailPath path(String text) {
        return ((PathReading.Understood) Rfc780Path.read(text)).path();
    }

    private record Read(JntReading reading, String text) {
        static Read of(String file) {
            return by(ALPHA, file);
        }

        static Read by(Host caller, String file) {
            var text = new ByteArrayOutputStream();
            var reader = new JntReader(JntManner.of(DomainOrder.NRS), caller, NOW, text::write);
            byte[] octets = file.getBytes(StandardCharsets.ISO_8859_1);
            reader.write(octets, 0, octets.length);
            return new Read(reader.end(), text.toString(StandardCharsets.ISO_8859_1));
        }

        JntReading.Letter letter() {
            assertThat(reading).isInstanceOf(JntReading.Letter.class);
            return (JntReading.Letter) reading;
        }
    }
}
