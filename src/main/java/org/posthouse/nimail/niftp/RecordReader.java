package org.posthouse.nimail.niftp;

import module java.base;

import org.posthouse.wire.Octets;
import org.posthouse.wire.Transcript;

/// Reads the stream's records, subrecord by subrecord. What it hands on it does not keep: nothing a
/// peer sends makes it hold more than one subrecord, or one command of level 0.
final class RecordReader {
    /// What becomes of a compressed subrecord.
    enum Unagreed {
        /// As unix-niftp does where it was not agreed: bit 40 is dropped and so many words are
        /// read.
        DROPPED,
        /// It stays as it is, for the receiver to judge.
        KEPT
    }

    private static final int NOTHING = 0x40;
    private static final int NOTHINGS = 1 << 16; // one after the other

    private final Octets in;
    private final Unagreed inCommands;
    private int wordOctets = 1;
    private Unagreed unagreed;

    private final Transcript transcript;
    private final boolean recorded;
    private long data; // octets since the last control

    /// @param inCommands what becomes of one in a command of level 0, where there should be none
    RecordReader(Octets in, Unagreed inCommands, Transcript transcript) {
        this.in = in;
        this.inCommands = inCommands;
        this.unagreed = inCommands;
        this.transcript = transcript;
        this.recorded = !transcript.equals(Transcript.NONE);
    }

    /// Words of so many octets follow.
    void words(int octets) {
        wordOctets = octets;
    }

    /// What becomes of compressed subrecords from now on.
    void compressed(Unagreed manner) {
        unagreed = manner;
    }

    /// Whether [#next] has something to read: not so when all that came is 40, which is nothing and
    /// must not make a sender wait for more.
    boolean ready() throws IOException {
        int nothings = 0;
        while (in.ready()) {
            boolean something = !in.has(1) || in.buffer()[in.from()] != NOTHING;
            if (something || nothings++ == NOTHINGS) return true;
            in.taken(1);
        }
        return false;
    }

    Piece next() throws IOException {
        for (int nothings = 0; nothings < NOTHINGS; nothings++) {
            if (!in.has(1)) return broken();
            int header = in.buffer()[in.from()] & 0xff;
            if (header == 0) return control();
            if (unagreed == Unagreed.DROPPED) header &= 0xbf;
            if ((header & 0x3f) == 0) header &= 0xbf; // C0 is 80, and 40 is nothing
            int words = (header & 0x40) != 0 ? 1 : header & 0x3f;
            int octets = words * wordOctets;
            if (!in.has(1 + octets)) return broken();
            int offset = in.from() + 1;
            in.taken(1 + octets);
            data += 1L + octets;
            if (header != 0) return new Piece.Subrecord(header, in.buffer(), offset, octets);
        }
        return new Piece.Broken("nothing, said too often");
    }

    private Piece control() throws IOException {
        if (!in.has(3)) return broken();
        int code = in.buffer()[in.from() + 1] & 0xff;
        int argument = in.buffer()[in.from() + 2] & 0xff;
        in.taken(3);
        Optional<Control> control = Control.of(code, argument);
        if (recorded)
            said(control.map(Shown::control).orElseGet(() -> Shown.strange(code, argument)));
        return control.isPresent() ? control.get() : new Piece.Strange(code, argument);
    }

    private Heard heard(Heard heard) {
        data = 0;
        if (recorded && heard instanceof Command command)
            Shown.command(command).forEach(line -> transcript.said(Transcript.Side.THEIRS, line));
        return heard;
    }

    private void said(String control) {
        if (data > 0) transcript.said(Transcript.Side.THEIRS, Shown.data(data));
        data = 0;
        transcript.said(Transcript.Side.THEIRS, control);
    }

    private Piece broken() {
        return new Piece.Broken(ending());
    }

    /// Why no more comes, in words.
    String ending() {
        return switch (in.ending()) {
            case OPEN, PEER -> "the partner hung up";
            case LATE -> "the partner said nothing in time";
            case DRAINING -> "we are going down";
        };
    }

    /// The record of a level-0 command.
    Heard command() throws IOException {
        var record = new ByteArrayOutputStream();
        wordOctets = 1;
        unagreed = inCommands;
        while (true) {
            switch (next()) {
                case Piece.Broken(var why) -> {
                    return record.size() == 0
                            ? new Heard.Nothing()
                            : new Heard.Malformed("in a command " + why);
                }
                case Control control -> {
                    return new Heard.Malformed(control + " outside the data");
                }
                case Piece.Strange strange -> {
                    return new Heard.Malformed(strange.why());
                }
                case Piece.Subrecord sub -> {
                    if (sub.compressed()) return new Heard.Malformed("a compressed command");
                    record.write(sub.buffer(), sub.offset(), sub.octets());
                    if (record.size() > LevelZero.LONGEST)
                        return new Heard.Malformed("a command without an end");
                    if (sub.last()) return heard(LevelZero.read(record.toByteArray()));
                }
            }
        }
    }
}
