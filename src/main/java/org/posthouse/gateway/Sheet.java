package org.posthouse.gateway;

import module java.base;

import org.posthouse.mail.Measure;
import org.posthouse.mail.Measurer;

/// What a shape is written on: a little memory, and beyond that a file without a name. Not for two
/// threads.
final class Sheet extends OutputStream {
    /// The shape would be larger than allowed.
    static final class Full extends IOException {
        private static final long serialVersionUID = 1;

        final String why;

        Full(long most) {
            super("a shape of more than " + most + " octets");
            this.why = "made readable it has more than " + most + " octets";
        }
    }

    private static final int IN_MEMORY = 64 * 1024;

    private final long most;
    private final Measurer measurer = new Measurer();
    private final byte[] single = new byte[1];
    private byte[] buffer = new byte[4096];
    private int filled;
    private long size;
    private Optional<FileChannel> file = Optional.empty();

    /// @param most octets
    Sheet(long most) {
        this.most = most;
    }

    @Override
    public void write(int octet) throws IOException {
        single[0] = (byte) octet;
        write(single, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        if (size + length > most) throw new Full(most);
        size += length;
        measurer.update(octets, offset, length);
        int from = offset;
        int left = length;
        while (left > 0) {
            if (filled == buffer.length) makeRoom();
            int some = Math.min(left, buffer.length - filled);
            System.arraycopy(octets, from, buffer, filled, some);
            filled += some;
            from += some;
            left -= some;
        }
    }

    private void makeRoom() throws IOException {
        if (buffer.length < IN_MEMORY) buffer = Arrays.copyOf(buffer, buffer.length * 2);
        else spill();
    }

    private void spill() throws IOException {
        if (file.isEmpty()) file = Optional.of(ShapedContent.nameless());
        ByteBuffer octets = ByteBuffer.wrap(buffer, 0, filled);
        while (octets.hasRemaining()) file.get().write(octets);
        filled = 0;
    }

    /// What was written. Whoever asks closes it; this is of no use afterwards.
    ShapedContent content() throws IOException {
        Measure measure = measurer.measure();
        if (file.isEmpty()) return ShapedContent.inMemory(measure, Arrays.copyOf(buffer, filled));
        spill();
        FileChannel octets = file.get();
        file = Optional.empty();
        return ShapedContent.onDisk(measure, octets);
    }

    /// Lets go of what was not made a content.
    @Override
    public void close() throws IOException {
        if (file.isPresent()) file.get().close();
    }
}
