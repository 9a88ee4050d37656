package org.posthouse.gateway;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Measure;

/// The octets of a shape for as long as an attempt needs them. On disk they have no name, so that
/// nothing is left of them whatever becomes of this process.
final class ShapedContent implements Content, Closeable {
    private interface Octets {
        InputStream open() throws IOException;
    }

    private final Measure measure;
    private final Octets octets;
    private final Closeable end;

    private ShapedContent(Measure measure, Octets octets, Closeable end) {
        this.measure = measure;
        this.octets = octets;
        this.end = end;
    }

    static ShapedContent inMemory(Measure measure, byte[] octets) {
        return new ShapedContent(measure, () -> new ByteArrayInputStream(octets), () -> {});
    }

    static ShapedContent onDisk(Measure measure, FileChannel file) {
        return new ShapedContent(
                measure, () -> new BufferedInputStream(new Reading(file), 16 * 1024), file);
    }

    /// A new header before the rest of an original, which is not copied.
    ///
    /// @param skip octets of the original that the header replaces
    static ShapedContent headed(Measure measure, byte[] header, Content original, long skip) {
        return new ShapedContent(
                measure,
                () -> {
                    InputStream rest = original.open();
                    rest.skipNBytes(skip);
                    return new SequenceInputStream(new ByteArrayInputStream(header), rest);
                },
                () -> {});
    }

    /// A file that is gone once it is closed. Where the system can, its name is gone at once.
    static FileChannel nameless() throws IOException {
        Path file = Files.createTempFile("posthouse-shape", ".tmp");
        return FileChannel.open(
                file,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    @Override
    public Measure measure() {
        return measure;
    }

    @Override
    public InputStream open() throws IOException {
        return octets.open();
    }

    @Override
    public void close() throws IOException {
        end.close();
    }

    /// Reads a file from its first octet, whoever else does.
    private static final class Reading extends InputStream {
        private final FileChannel file;
        private long at;

        Reading(FileChannel file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] octets, int offset, int length) throws IOException {
            if (length == 0) return 0;
            int n = file.read(ByteBuffer.wrap(octets, offset, length), at);
            if (n > 0) at += n;
            return n;
        }
    }
}
