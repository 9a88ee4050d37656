package org.posthouse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

/// A letter of JNT Mail written to a file, or read from one.
final class JntFile {
    static final Host ALPHA = new Host.Name("alpha.ac.uk");
    static final Host US = new Host.Name("gate.example");
    static final Instant NOW = Instant.parse("2026-11-22T05:15:10Z");

    private JntFile() {}

    static String written(String message, ReversePath from) throws IOException {
        var envelope =
                new JntEnvelope(
                        US,
                        from,
                        List.of(path("<fred@beta.ac.uk>"), path("<@beta.ac.uk,joe@gamma.ac.uk>")),
                        Optional.empty(),
                        Optional.empty());
        return written(JntManner.of(DomainOrder.NRS), envelope, message);
    }

    static String written(JntManner manner, JntEnvelope envelope, String message)
            throws IOException {
        try (InputStream letter = JntWriter.letter(manner, envelope, content(message))) {
            return new String(letter.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    static Content content(String message) {
        return TextContent.of(message);
    }

    static MailPath path(String text) {
        return ((PathReading.Understood) Rfc780Path.read(text)).path();
    }

    record Read(JntReading reading, String text) {
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

    /// Why it is no letter.
    static String why(String file) {
        return ((JntReading.Unusable) Read.of(file).reading).why();
    }
}
