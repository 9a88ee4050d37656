package org.posthouse.gateway;

import module java.base;

/// Encodes text as RFC 2045 section 6.7 has it. A line end is CRLF or LF; a CR alone is an octet
/// like others. Closing leaves what it writes to open.
final class QuotedPrintable extends OutputStream {
    private static final int LINE = 76;
    private static final byte[] SOFT_BREAK = {'=', '\r', '\n'};
    private static final byte[] HARD_BREAK = {'\r', '\n'};
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final int NONE = -1;

    private final OutputStream out;
    private int column;
    private int space = NONE; // or a tab: before a line end it is written otherwise
    private boolean afterCr; // which is written once it is known whether it ends a line

    QuotedPrintable(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
        int octet = value & 0xff;
        if (octet == '\n') {
            if (space != NONE) escaped(space);
            space = NONE;
            afterCr = false;
            out.write(HARD_BREAK);
            column = 0;
            return;
        }
        if (afterCr || octet != '\r') release();
        if (octet == '\r') afterCr = true;
        else if (octet == ' ' || octet == '\t') space = octet;
        else if (octet > ' ' && octet < 127 && octet != '=') plain(octet);
        else escaped(octet);
    }

    private void release() throws IOException {
        if (space != NONE) plain(space);
        if (afterCr) escaped('\r');
        space = NONE;
        afterCr = false;
    }

    private void plain(int octet) throws IOException {
        room(1);
        out.write(octet);
    }

    private void escaped(int octet) throws IOException {
        room(3);
        out.write('=');
        out.write(HEX[octet >> 4]);
        out.write(HEX[octet & 15]);
    }

    private void room(int characters) throws IOException {
        if (column + characters >= LINE) {
            out.write(SOFT_BREAK);
            column = 0;
        }
        column += characters;
    }

    @Override
    public void close() throws IOException {
        if (space != NONE) escaped(space);
        if (afterCr) escaped('\r');
        space = NONE;
        afterCr = false;
    }
}
