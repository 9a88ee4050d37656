package org.posthouse.local;

import module java.base;

/// Takes the CR out of each CRLF and leaves all other octets alone. Holds a CR back at the end of a
/// piece, until the next octet or [#finish] says what it was.
final class LineFeeds extends OutputStream {
    private final OutputStream out;
    private boolean held;

    LineFeeds(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        if (length == 0) return;
        if (held && octets[offset] != '\n') out.write('\r');
        int last = offset + length - 1;
        held = octets[last] == '\r';
        int run = offset; // the first octet not written yet
        for (int i = offset; i < last; i++) {
            if (octets[i] == '\r' && octets[i + 1] == '\n') {
                out.write(octets, run, i - run);
                run = i + 1;
            }
        }
        out.write(octets, run, (held ? last : last + 1) - run);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /// No more octets come: a CR at the very end is none of a CRLF.
    void finish() throws IOException {
        if (held) out.write('\r');
        held = false;
    }
}
