package org.posthouse.wire;

import module java.base;

/// One text being written: transparency added, line endings made CRLF, in blocks.
final class DotWriting {
    private static final int BLOCK = 16_384;

    private final OutputStream out;
    private final byte[] block = new byte[BLOCK];
    private int filled;
    private boolean lineStart = true;
    private boolean afterCr;

    DotWriting(OutputStream out) {
        this.out = out;
    }

    void write(InputStream octets) throws IOException {
        byte[] read = new byte[BLOCK];
        for (int n = octets.read(read); n >= 0; n = octets.read(read)) {
            for (int i = 0; i < n; i++) octet(read[i]);
        }
        if (afterCr) put(' ');
        if (!lineStart) endLine();
        put('.');
        endLine();
        out.write(block, 0, filled);
    }

    private void octet(byte octet) throws IOException {
        boolean cr = afterCr;
        afterCr = octet == '\r';
        if (octet == '\n') {
            endLine();
            return;
        }
        if (cr) put(' '); // a CR that ended no line (RFC 5321 section 2.3.8)
        if (afterCr) return;
        if (octet == '.' && lineStart) put('.');
        put(octet);
    }

    private void endLine() throws IOException {
        put('\r');
        put('\n');
        lineStart = true;
    }

    private void put(int octet) throws IOException {
        if (filled == BLOCK) {
            out.write(block, 0, filled);
            filled = 0;
        }
        block[filled++] = (byte) octet;
        lineStart = false;
    }
}
