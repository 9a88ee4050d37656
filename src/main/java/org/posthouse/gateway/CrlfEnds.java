package org.posthouse.gateway;

import module java.base;

/// Ends all lines with CRLF, as a text's canonical form has them (RFC 2049 section 4).
final class CrlfEnds extends FilterOutputStream {
    private boolean afterCr;

    CrlfEnds(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int octet) throws IOException {
        if (octet == '\n' && !afterCr) out.write('\r');
        out.write(octet);
        afterCr = octet == '\r';
    }
}
