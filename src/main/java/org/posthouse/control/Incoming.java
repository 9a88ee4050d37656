package org.posthouse.control;

import module java.base;

/// Octets that a client sends as lines, up to the line that ends them. What ends in any other way
/// is an [IOException], so that half a text is never taken for a whole one.
final class Incoming extends InputStream {
    /// A line between the octets was no line of octets.
    static final class Garbled extends IOException {
        private static final long serialVersionUID = 1;

        private final transient Unreadable why;

        Garbled(Unreadable why) {
            super(why);
            this.why = why;
        }

        Unreadable why() {
            return why;
        }
    }

    private final JsonLine line;
    private ByteBuffer chunk = ByteBuffer.allocate(0);
    private boolean ended;

    /// @param first the line already read
    Incoming(JsonLine line, Fields first) throws Unreadable {
        this.line = line;
        take(first);
    }

    private void take(Fields next) throws Unreadable {
        ended = JsonLine.isEnd(next);
        if (!ended)
            chunk =
                    ByteBuffer.wrap(
                            JsonLine.octets(next)
                                    .orElseThrow(() -> new Unreadable("\"octets\" is missing")));
    }

    @Override
    public int read() throws IOException {
        return fill() ? chunk.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
        if (length == 0) return 0;
        if (!fill()) return -1;
        int n = Math.min(length, chunk.remaining());
        chunk.get(octets, offset, n);
        return n;
    }

    private boolean fill() throws IOException {
        while (!ended && !chunk.hasRemaining()) {
            try {
                take(line.read());
            } catch (Unreadable e) {
                throw new Garbled(e);
            }
        }
        return chunk.hasRemaining();
    }
}
