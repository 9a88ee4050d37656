package org.posthouse.pickup;

import module java.base;

/// Octets without the NULs at their end, which fill up the last word of a file from a machine of 36
/// bits (RFC 785: ASCIZ). Those before the end stay.
final class WithoutFinalNuls extends InputStream {
    private final InputStream in;
    private long nuls; // seen, and not handed on yet
    private int next = -1; // what follows them

    WithoutFinalNuls(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        if (nuls == 0 && next < 0) {
            next = in.read();
            while (next == 0) {
                nuls++;
                next = in.read();
            }
            if (next < 0) nuls = 0;
        }
        if (nuls > 0) {
            nuls--;
            return 0;
        }
        int octet = next;
        next = -1;
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
