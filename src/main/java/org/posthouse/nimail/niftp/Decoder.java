package org.posthouse.nimail.niftp;

import module java.base;

/// Makes a file's octets of records, as the settled text formatting has it (docs/niftp.md, text
/// formats): the inverse of [Encoder]. Lines end with LF in the file.
final class Decoder {
    private static final int BUFFER = 1 << 13;

    private final Store store;
    private final int formatting; // 0 for words
    private final int mask;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;
    private boolean cr; // read, and not known whether LF follows
    private boolean started; // a record, by format 02
    private boolean inRecord;

    Decoder(Store store, Agreement agreement, Profile profile) {
        this.store = store;
        this.formatting = agreement.binary() ? 0 : agreement.formatting();
        boolean plainText = formatting != 0 && formatting != 0x80;
        this.mask = profile.sevenBit() && plainText ? 0x7f : 0xff;
    }

    /// What a mark has to remember.
    int state() {
        return (cr ? 1 : 0) | (started ? 2 : 0) | (inRecord ? 4 : 0);
    }

    void back(int state) {
        filled = 0;
        cr = (state & 1) != 0;
        started = (state & 2) != 0;
        inRecord = (state & 4) != 0;
    }

    /// Hands what it holds to the store.
    void flush() throws IOException {
        if (filled > 0) store.write(buffer, 0, filled);
        filled = 0;
    }

    void put(Piece.Subrecord sub) throws IOException {
        if (sub.compressed()) {
            byte octet = sub.buffer()[sub.offset()];
            for (int i = 0; i < sub.words(); i++) put(octet);
        } else if (formatting == 0 || formatting == 0x80) {
            raw(sub.buffer(), sub.offset(), sub.octets());
        } else {
            int end = sub.offset() + sub.octets();
            for (int i = sub.offset(); i < end; i++) put(sub.buffer()[i]);
        }
        if (sub.last()) endRecord();
    }

    private void raw(byte[] octets, int offset, int length) throws IOException {
        if (filled + length > BUFFER) flush();
        System.arraycopy(octets, offset, buffer, filled, length);
        filled += length;
    }

    private void put(byte octet) throws IOException {
        int plain = octet & mask;
        switch (formatting) {
            case 0, 0x80 -> out(plain);
            case 0x01 -> out(plain);
            case 0x02 -> ansi(plain);
            default -> withoutCr(plain);
        }
    }

    private void withoutCr(int octet) throws IOException {
        if (cr && octet != '\n') out('\r');
        cr = octet == '\r';
        if (!cr) out(octet);
    }

    private void ansi(int octet) throws IOException {
        if (inRecord) {
            out(octet);
            return;
        }
        inRecord = true;
        switch (octet) {
            case '0' -> lines(1);
            case '-' -> lines(2);
            case '1' -> {
                if (started) out('\n');
                out('\f');
            }
            case '+' -> {
                if (started) out('\r');
            }
            default -> lines(0);
        }
        started = true;
    }

    /// The end of the line before, if there is one, and so many empty ones.
    private void lines(int empty) throws IOException {
        for (int i = started ? 0 : 1; i <= empty; i++) out('\n');
    }

    private void endRecord() throws IOException {
        switch (formatting) {
            case 0x01 -> out('\n');
            case 0x02 -> {
                if (!inRecord) ansi(' '); // no character at all: as a space
                inRecord = false;
            }
            case 0x04 -> {
                held();
                out('\n');
            }
            case 0x08, 0x10 -> {
                held();
                out('\f');
            }
            default -> {}
        }
    }

    private void held() throws IOException {
        if (cr) out('\r');
        cr = false;
    }

    private void out(int octet) throws IOException {
        if (filled == BUFFER) flush();
        buffer[filled++] = (byte) octet;
    }

    /// The data are at their end.
    void finish() throws IOException {
        held();
        if (formatting == 0x02 && started && !inRecord) out('\n');
        flush();
    }
}
