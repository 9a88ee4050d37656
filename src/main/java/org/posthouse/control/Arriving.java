package org.posthouse.control;

import module java.base;

/// The octets of a message as a server sends them; closing hangs up.
final class Arriving extends InputStream {
    private final JsonLine line;
    private ByteBuffer chunk = ByteBuffer.allocate(0);
    private boolean ended;

    Arriving(JsonLine line) {
        this.line = line;
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
        try {
            while (!ended && !chunk.hasRemaining()) {
                Fields next = line.read();
                ended = Answer.isLast(next);
                if (!ended) chunk = ByteBuffer.wrap(JsonLine.octets(next).orElse(new byte[0]));
                else if (!Answer.found(next)) throw new IOException("the message is gone");
            }
            return chunk.hasRemaining();
        } catch (Unreadable e) {
            throw new IOException("the server's answer is not understood: " + e.why());
        }
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
