package org.posthouse.nimail.niftp;

import module java.base;

import org.posthouse.wire.Transcript;

/// Cuts records into subrecords as unix-niftp does: filled to 63 words, and any run of two or more
/// equal words one of its own where compression was agreed. The latest subrecord is kept back until
/// it is known whether the record goes on.
final class RecordWriter {
    private static final int MOST = 63;
    private static final int BUFFER = 1 << 15;

    /// Whether runs are compressed.
    enum Manner {
        PLAIN,
        COMPRESSED
    }

    /// Where the octets go.
    interface Sink {
        void write(byte[] octets, int offset, int length) throws IOException;
    }

    private final Sink out;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;
    private int wordOctets = 1;
    private boolean compression;
    private byte[] words = new byte[MOST];
    private int kept; // words in it
    private int runWord; // of compression, which there is for words of one octet only
    private int run;
    private boolean muted;

    private final Transcript transcript;
    private final boolean recorded;
    private long data; // octets since the last control

    RecordWriter(Sink out, Transcript transcript) {
        this.out = out;
        this.transcript = transcript;
        this.recorded = !transcript.equals(Transcript.NONE);
    }

    /// A new kind of data begins.
    void begin(int octetsOfWord, Manner manner) {
        wordOctets = octetsOfWord;
        compression = manner == Manner.COMPRESSED && octetsOfWord == 1;
        if (words.length != MOST * octetsOfWord) words = new byte[MOST * octetsOfWord];
        discard();
    }

    /// @param length of whole words
    void put(byte[] octets, int offset, int length) throws IOException {
        if (!compression) {
            plain(octets, offset, length);
            return;
        }
        for (int i = offset; i < offset + length; i++) put(octets[i]);
    }

    void put(byte octet) throws IOException {
        if (!compression) {
            if (kept == MOST) sub(0);
            words[kept++] = octet;
        } else if (run > 0 && run < MOST && octet == runWord) {
            run++;
        } else {
            settle();
            runWord = octet;
            run = 1;
        }
    }

    private void plain(byte[] octets, int offset, int length) throws IOException {
        int at = offset;
        int left = length / wordOctets;
        while (left > 0) {
            if (kept == MOST) sub(0);
            int now = Math.min(MOST - kept, left);
            System.arraycopy(octets, at, words, kept * wordOctets, now * wordOctets);
            kept += now;
            at += now * wordOctets;
            left -= now;
        }
    }

    /// The run so far ends.
    private void settle() throws IOException {
        if (run == 1) {
            if (kept == MOST) sub(0);
            words[kept++] = (byte) runWord;
        } else if (run > 1) {
            if (kept > 0) sub(0);
            repeated(0);
        }
        run = 0;
    }

    private void repeated(int last) throws IOException {
        octet(last | 0x40 | run);
        octet(runWord);
        run = 0;
    }

    private void sub(int last) throws IOException {
        octet(last | kept);
        octets(words, 0, kept * wordOctets);
        kept = 0;
    }

    void endRecord() throws IOException {
        if (run > 1) {
            if (kept > 0) sub(0);
            repeated(0x80);
        } else {
            settle();
            sub(0x80);
        }
    }

    /// Ends the subrecord but not the record: something else follows.
    void cut() throws IOException {
        settle();
        if (kept > 0) sub(0);
    }

    /// Forgets what was kept back.
    void discard() {
        kept = 0;
        run = 0;
    }

    void control(Control control) throws IOException {
        cut();
        if (recorded) said(control);
        octet(0);
        octet(control.octet());
        octet(control.argument());
    }

    private void said(Control control) {
        if (data > 0) transcript.said(Transcript.Side.OURS, Shown.data(data));
        data = -3; // those of the control itself
        transcript.said(Transcript.Side.OURS, Shown.control(control));
    }

    void command(Command command) throws IOException {
        begin(1, Manner.PLAIN);
        byte[] record = LevelZero.write(command);
        put(record, 0, record.length);
        endRecord();
        flush();
        data = 0;
        if (recorded)
            Shown.command(command).forEach(line -> transcript.said(Transcript.Side.OURS, line));
    }

    /// Lets something be written that is not to leave: what was sent before.
    void mute() {
        muted = true;
    }

    void unmute() throws IOException {
        cut();
        muted = false;
    }

    private void octet(int octet) throws IOException {
        if (muted) return;
        if (filled == BUFFER) flush();
        buffer[filled++] = (byte) octet;
        data++;
    }

    private void octets(byte[] from, int offset, int length) throws IOException {
        if (muted) return;
        if (filled + length > BUFFER) flush();
        System.arraycopy(from, offset, buffer, filled, length);
        filled += length;
        data += length;
    }

    /// Hands what there is to the line. The line's own buffer is flushed before the next wait.
    void flush() throws IOException {
        if (filled > 0) out.write(buffer, 0, filled);
        filled = 0;
    }
}
