package org.posthouse.nimail.niftp;

import module java.base;

/// Makes records of a file's octets, as the settled text formatting has it (docs/niftp.md, text
/// formats). A line of the file ends with LF. A file that does not end with one leaves its last
/// record open where the end of a record is the end of a line.
final class Encoder {
    /// The partner takes no record so long, and it cannot be cut.
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1;

        TooLong(long words, int most) {
            super("a record of " + words + " or more words, where the partner takes " + most);
        }
    }

    private enum Shape {
        /// 01, 04: a record for each line.
        LINES,
        /// 02: likewise, with a carriage control character in front.
        ANSI,
        /// 08, 10: a record for each page, lines ended with CR LF.
        PAGES,
        /// 20, 40: one record, lines ended with CR LF; it may be cut.
        CRLF,
        /// 80: one record of what there is.
        RAW,
        /// Words; the ends of records mean nothing.
        BINARY
    }

    private final RecordWriter out;
    private final Shape shape;
    private final int most;
    private final int wordOctets;
    private final byte[] word; // begun
    private int wordAt;
    private long words; // in the record
    private boolean begun; // something of the record was put

    Encoder(RecordWriter out, Agreement agreement) {
        this.out = out;
        this.shape = shape(agreement);
        this.most = agreement.number(Meaning.MAX_RECORD);
        this.wordOctets = agreement.wordOctets();
        this.word = new byte[wordOctets];
    }

    private static Shape shape(Agreement agreement) {
        if (agreement.binary()) return Shape.BINARY;
        return switch (agreement.formatting()) {
            case 0x02 -> Shape.ANSI;
            case 0x08, 0x10 -> Shape.PAGES;
            case 0x20, 0x40 -> Shape.CRLF;
            case 0x80 -> Shape.RAW;
            default -> Shape.LINES;
        };
    }

    void put(byte[] octets, int offset, int length) throws IOException {
        if (shape == Shape.RAW || shape == Shape.BINARY) {
            plain(octets, offset, length);
            return;
        }
        int from = offset;
        int end = offset + length;
        for (int at = from; at < end; at++) {
            byte octet = octets[at];
            if (octet != '\n' && !(octet == '\f' && shape == Shape.PAGES)) continue;
            stretch(octets, from, at - from);
            from = at + 1;
            if (octet == '\f') endRecord();
            else newLine();
        }
        stretch(octets, from, end - from);
    }

    private void newLine() throws IOException {
        switch (shape) {
            case LINES -> endRecord();
            case ANSI -> {
                control();
                endRecord();
            }
            case PAGES, CRLF -> stretch(CR_LF, 0, 2);
            case RAW, BINARY -> {}
        }
    }

    private static final byte[] CR_LF = {'\r', '\n'};

    /// Octets without a line's end.
    private void stretch(byte[] octets, int offset, int length) throws IOException {
        if (length == 0) return;
        control();
        int at = offset;
        int left = length;
        while (left > 0) {
            int now = room(left);
            out.put(octets, at, now);
            words += now;
            at += now;
            left -= now;
        }
    }

    /// In front of each record by format 02; a space is a new line.
    private void control() throws IOException {
        if (shape == Shape.ANSI && !begun) {
            out.put((byte) ' ');
            words++;
        }
        begun = true;
    }

    /// How many words of those wanted the record takes; where it may be cut, it is when it is full.
    private int room(int wanted) throws IOException {
        if (most == 0xffff || words + wanted <= most) return wanted;
        if (shape != Shape.CRLF && shape != Shape.BINARY) {
            out.discard();
            throw new TooLong(words + wanted, most);
        }
        if (words == most) endRecord();
        return (int) Math.min(wanted, most - words);
    }

    private void plain(byte[] octets, int offset, int length) throws IOException {
        if (wordOctets == 1) {
            stretch(octets, offset, length);
            return;
        }
        int at = offset;
        int end = offset + length;
        while (wordAt > 0 && at < end) part(octets[at++]);
        int whole = (end - at) / wordOctets;
        while (whole > 0) {
            int now = room(whole);
            out.put(octets, at, now * wordOctets);
            words += now;
            at += now * wordOctets;
            whole -= now;
        }
        while (at < end) part(octets[at++]);
    }

    private void part(byte octet) throws IOException {
        word[wordAt++] = octet;
        if (wordAt < wordOctets) return;
        wordAt = 0;
        room(1);
        out.put(word, 0, wordOctets);
        words++;
    }

    private void endRecord() throws IOException {
        out.endRecord();
        words = 0;
        begun = false;
    }

    /// The file is at its end.
    void finish() throws IOException {
        while (wordAt > 0) part((byte) 0); // the last word is filled up
        switch (shape) {
            case CRLF, RAW, BINARY -> endRecord();
            case LINES, ANSI, PAGES -> out.cut();
        }
    }
}
