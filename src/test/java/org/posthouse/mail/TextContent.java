package org.posthouse.mail;

import module java.base;

/// Contents in memory, octets written as the characters 0 to 255.
public final class TextContent {
    private TextContent() {}

    public static Content of(String text) {
        return of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public static Content of(byte[] octets) {
        return of(octets, () -> new ByteArrayInputStream(octets));
    }

    /// These octets, as a stream of the test's own gives them.
    public static Content of(byte[] octets, Supplier<InputStream> stream) {
        var measurer = new Measurer();
        measurer.update(octets, 0, octets.length);
        Measure measure = measurer.measure();
        return new Content() {
            @Override
            public Measure measure() {
                return measure;
            }

            @Override
            public InputStream open() {
                return stream.get();
            }
        };
    }

    /// One whose store fails after these octets.
    public static Content breaking(String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        return of(
                octets,
                () -> new SequenceInputStream(new ByteArrayInputStream(octets), new Failing()));
    }

    private static final class Failing extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the store failed");
        }

        @Override
        public int read(byte[] octets, int offset, int length) throws IOException {
            throw new IOException("the store failed");
        }
    }
}
