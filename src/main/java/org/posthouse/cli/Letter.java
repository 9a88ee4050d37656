package org.posthouse.cli;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Measurer;
import org.posthouse.wire.Crlf;

/// The content of a message to send, from a file, from standard input or made here; its lines end
/// with CRLF.
///
/// @param source opens the octets, as often as wanted
record Letter(Measure measure, Source source) implements Content {
    /// Octets that can be read again.
    interface Source {
        InputStream open() throws IOException;
    }

    private static final int IN_MEMORY = 1 << 20; // octets of standard input; more go to a file

    static Letter of(Source octets) throws IOException {
        Source source = () -> new Crlf(octets.open());
        var measurer = new Measurer();
        try (InputStream in = source.open()) {
            byte[] block = new byte[8192];
            for (int n = in.read(block); n >= 0; n = in.read(block)) measurer.update(block, 0, n);
        }
        return new Letter(measurer.measure(), source);
    }

    static Letter of(byte[] octets) throws IOException {
        return of(() -> new ByteArrayInputStream(octets));
    }

    static Letter of(Path file) throws IOException {
        return of(() -> Files.newInputStream(file));
    }

    /// Reads a stream that can be read but once; a long one is kept in a file until we exit.
    static Letter once(InputStream in) throws IOException {
        byte[] first = in.readNBytes(IN_MEMORY);
        if (first.length < IN_MEMORY) return of(first);
        Path file = Files.createTempFile("posthouse-send", null);
        file.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(first);
            in.transferTo(out);
        }
        return of(file);
    }

    boolean isEmpty() {
        return measure.size() == 0;
    }

    @Override
    public InputStream open() throws IOException {
        return source.open();
    }
}
