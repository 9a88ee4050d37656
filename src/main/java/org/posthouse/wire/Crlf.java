package org.posthouse.wire;

import module java.base;

/// Octets with each bare LF made CRLF, as files of this system become texts of a message (RFC 5321
/// section 2.3.8). CRLF stays, and so does a bare CR.
public final class Crlf extends InputStream {
    private static final int BLOCK = 8192;

    private final InputStream in;
    private final byte[] block = new byte[BLOCK];
    private int at;
    private int filled;
    private boolean afterCr;
    private boolean owesLf;

    public Crlf(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int n = 0;
        while (n < length && (owesLf || at < filled || fill())) {
            into[offset + n++] = owesLf ? lineFeed() : octet(block[at++]);
        }
        return n == 0 && length > 0 ? -1 : n;
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, in.read(block));
        return filled > 0;
    }

    private byte octet(byte octet) {
        boolean bare = octet == '\n' && !afterCr;
        afterCr = octet == '\r';
        owesLf = bare;
        return bare ? (byte) '\r' : octet;
    }

    private byte lineFeed() {
        owesLf = false;
        return '\n';
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
