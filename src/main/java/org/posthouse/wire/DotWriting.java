package org.posthouse.wire;

import module java.base;

/// One text being written: transparency added where there is one, line endings made CRLF, in
/// blocks.
final class DotWriting {
    /// What becomes of a period that could be taken for the end.
    enum Periods {
        /// One at the start of a line is doubled.
        DOUBLED,
        /// One alone on its line gets a space before it.
        SPACED,
        /// Nothing: no period ends this text.
        KEPT
    }

    private static final int BLOCK = 16_384;

    private final OutputStream out;
    private final Periods periods;
    private final byte[] block = new byte[BLOCK];
    private int filled;
    private boolean lineStart = true;
    private boolean afterCr;
    private boolean period; // at the start of this line, and not put yet

    DotWriting(OutputStream out, Periods periods) {
        this.out = out;
        this.periods = periods;
    }

    void write(InputStream octets) throws IOException {
        byte[] read = new byte[BLOCK];
        for (int n = octets.read(read); n >= 0; n = octets.read(read)) {
            for (int i = 0; i < n; i++) octet(read[i]);
        }
        if (afterCr) put(' ');
        if (!lineStart || period) endLine();
        if (periods != Periods.KEPT) end();
        out.write(block, 0, filled);
    }

    private void end() throws IOException {
        put('.');
        endLine();
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
        if (octet == '.' && lineStart && !period) {
            if (periods == Periods.DOUBLED) put('.');
            else {
                period = true;
                return;
            }
        }
        put(octet);
    }

    private void endLine() throws IOException {
        if (period && periods == Periods.SPACED) {
            period = false;
            put(' ');
            put('.');
        }
        put('\r');
        put('\n');
        lineStart = true;
    }

    private void put(int octet) throws IOException {
        if (period) {
            period = false;
            put('.');
        }
        if (filled == BLOCK) {
            out.write(block, 0, filled);
            filled = 0;
        }
        block[filled++] = (byte) octet;
        lineStart = false;
    }
}
