package org.posthouse.cli;

import module java.base;

/// Octets up to a line with a period alone, or to their end, as sendmail reads a message from a
/// person. The line that ends it is no part of it.
final class UntilDot extends InputStream {
    private final InputStream in;
    private final byte[] held = new byte[3]; // the beginning of a line that may be the last
    private int holding;
    private int handed;
    private boolean atLineStart = true;
    private boolean ended;

    /// @param in best buffered
    UntilDot(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        if (handed < holding) return held[handed++] & 0xFF;
        if (ended) return -1;
        if (!atLineStart) return next();
        holding = 0;
        handed = 0;
        int octet = next();
        if (octet != '.') return octet;
        hold(octet);
        octet = next();
        if (octet == '\r') {
            hold(octet);
            octet = next();
        }
        if (octet == '\n' || octet < 0 && holding == 1) {
            ended = true;
            holding = 0;
            return -1;
        }
        if (octet >= 0) hold(octet);
        return held[handed++] & 0xFF;
    }

    private void hold(int octet) {
        held[holding++] = (byte) octet;
    }

    private int next() throws IOException {
        int octet = in.read();
        ended = octet < 0;
        atLineStart = octet == '\n';
        return octet;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int n = 0;
        while (n < length) {
            int octet = read();
            if (octet < 0) break;
            into[offset + n++] = (byte) octet;
        }
        return n == 0 && length > 0 ? -1 : n;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
