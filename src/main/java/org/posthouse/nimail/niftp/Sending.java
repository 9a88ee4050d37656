package org.posthouse.nimail.niftp;

import module java.base;

import org.posthouse.mail.Transfer;
import org.posthouse.nimail.niftp.Control.Code;
import org.posthouse.wire.Octets;

/// The data phase of the side that sends (docs/niftp.md, the data phase): marks each so many octets
/// of the file, no more of them outstanding than the window allows, and an ear for the receiver all
/// the while.
final class Sending {
    private static final int ERRORS = 10;
    private static final int RESTARTS = 10; // to one mark, as unix-niftp asks for them
    private static final int CHATTER = 100; // words that bring nothing forward
    private static final int STRETCH = 1 << 15;
    private static final int LAST_MARK = Agreement.END - 1;

    private enum Phase {
        SENDING,
        /// ES was sent; the receiver has the word.
        ENDED,
        /// We hold until ER 1x.
        HELD,
        /// In error; ER 2x ends it.
        FAILED
    }

    private final Octets line;
    private final RecordReader in;
    private final RecordWriter out;
    private final Agreement agreement;
    private final Source source;
    private final Progress progress;
    private final Duration patience;
    private final byte[] stretch = new byte[STRETCH];
    private InputStream data = InputStream.nullInputStream();
    private Encoder encoder;
    private Phase phase = Phase.SENDING;
    private Phase beforeHold = Phase.SENDING;
    private long position;
    private int mark; // the last one sent
    private int acknowledged;
    private int errors;
    private int restarts; // since the last mark was acknowledged
    private int chatter; // likewise
    private Ended.Failed failure = new Ended.Failed(State.ABORTED, Ended.Side.OURS, "");

    /// @param patience without an octet, and for the whole of the end
    Sending(Exchange exchange, Agreement agreement, Source source, Duration patience) {
        this.line = exchange.line();
        this.in = exchange.in();
        this.out = exchange.out();
        this.progress = exchange.progress();
        this.agreement = agreement;
        this.source = source;
        this.patience = patience;
        this.encoder = new Encoder(out, agreement);
    }

    Ended run() throws IOException {
        try {
            acknowledged = agreement.number(Meaning.RESTART);
            in.compressed(RecordReader.Unagreed.KEPT);
            from(acknowledged);
            while (true) {
                Optional<Ended> ended = mustListen() ? hear() : send();
                if (ended.isPresent()) return ended.get();
            }
        } finally {
            data.close();
        }
    }

    /// Whether we can do nothing but wait, or something has been said.
    private boolean mustListen() throws IOException {
        return phase != Phase.SENDING || windowShut() || in.ready();
    }

    private boolean windowShut() {
        return agreement.has(Agreement.ACKNOWLEDGE)
                && agreement.marks()
                && mark - acknowledged >= agreement.window();
    }

    /// Begins at a mark: the record in progress there is continued, so what was sent before is made
    /// once more and not sent.
    private void from(int restart) throws IOException {
        out.begin(1, RecordWriter.Manner.PLAIN);
        say(Code.SS, restart & 0xff);
        if (agreement.binary()) say(Code.CS, 0x01);
        out.begin(
                agreement.wordOctets(),
                agreement.compressed()
                        ? RecordWriter.Manner.COMPRESSED
                        : RecordWriter.Manner.PLAIN);
        data.close();
        enter(Phase.SENDING);
        try {
            reopen(restart);
        } catch (SourceFault e) {
            out.unmute();
            fail(Control.READ_FAILED, String.valueOf(e.getMessage()));
        }
    }

    private void reopen(int restart) throws IOException {
        try {
            data = source.open();
        } catch (IOException e) {
            throw new SourceFault("Cannot read: " + Receiving.reason(e));
        }
        encoder = new Encoder(out, agreement);
        mark = restart;
        position = 0;
        long skipped = (long) restart * source.interval();
        out.mute();
        while (position < skipped && stretch(skipped) > 0) {}
        out.unmute();
    }

    private void enter(Phase next) {
        phase = next;
        switch (next) {
            case SENDING, HELD -> line.patience(patience);
            case ENDED, FAILED -> line.within(patience);
        }
        progress.became(
                switch (next) {
                    case SENDING -> Transfer.Stage.MOVING;
                    case HELD -> Transfer.Stage.HELD;
                    case ENDED, FAILED -> Transfer.Stage.ENDING;
                });
    }

    private int stretch(long upTo) throws IOException {
        int read = read((int) Math.min(STRETCH, upTo - position));
        if (read > 0) {
            encoder.put(stretch, 0, read);
            position += read;
        }
        return read;
    }

    private int read(int most) throws SourceFault {
        try {
            return data.read(stretch, 0, most);
        } catch (IOException e) {
            throw new SourceFault("Cannot read: " + Receiving.reason(e));
        }
    }

    private Optional<Ended> send() throws IOException {
        long due = (long) (mark + 1) * source.interval();
        boolean marking = agreement.marks() && mark < LAST_MARK;
        try {
            int read = stretch(marking ? due : Long.MAX_VALUE);
            if (read < 0) {
                encoder.finish();
                say(Code.ES, 0x00);
                enter(Phase.ENDED);
                leave();
            } else {
                progress.moved(read);
                if (marking && position == due) say(Code.MS, ++mark & 0xff);
            }
        } catch (Encoder.TooLong e) {
            fail(Control.RECORD_TOO_LONG, String.valueOf(e.getMessage()));
        } catch (SourceFault e) {
            fail(Control.READ_FAILED, String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    /// A fault of the source, not of the line.
    static final class SourceFault extends IOException {
        private static final long serialVersionUID = 1;

        SourceFault(String why) {
            super(why);
        }
    }

    private void fail(int argument, String why) throws IOException {
        failure = Ended.Failed.of(argument, Ended.Side.OURS, why);
        enter(Phase.FAILED);
        say(Code.ES, argument);
        leave();
    }

    private Optional<Ended> hear() throws IOException {
        leave();
        if (++chatter > CHATTER)
            return Optional.of(new Ended.Cut("the receiver speaks on and on, and takes nothing"));
        return switch (in.next()) {
            case Piece.Broken(var why) -> Optional.of(new Ended.Cut(why));
            case Piece.Subrecord _ -> wrong("data from the receiver");
            case Piece.Strange strange -> wrong(strange.why());
            case Control control ->
                    switch (control.code()) {
                        case MR -> acknowledged(control.argument());
                        case RR -> restart(control.argument());
                        case QR -> quit(control);
                        case ER -> end(control);
                        case SS, MS, CS, ES -> wrong(control.code() + " from the receiver");
                    };
        };
    }

    /// A mark in full, from its eight bits: one of those that are outstanding.
    private int inFull(int argument) {
        return acknowledged + (argument - acknowledged & 0xff);
    }

    private Optional<Ended> acknowledged(int argument) throws IOException {
        if (inFull(argument) > mark) return wrong("MR " + argument + " of a mark not sent");
        if (inFull(argument) > acknowledged) {
            restarts = 0;
            chatter = 0;
        }
        acknowledged = inFull(argument);
        source.secured(acknowledged);
        progress.secured(acknowledged);
        return Optional.empty();
    }

    private Optional<Ended> restart(int argument) throws IOException {
        if (phase == Phase.FAILED) return Optional.empty();
        if (!agreement.has(Agreement.RESTART) || inFull(argument) > mark)
            return wrong("RR " + argument + " is out of place");
        if (++restarts > RESTARTS) return wrong("RR " + argument + " once too often");
        out.discard();
        from(inFull(argument));
        return Optional.empty();
    }

    private Optional<Ended> quit(Control qr) throws IOException {
        switch (qr.kind()) {
            case 0 -> {
                if (phase == Phase.SENDING) {
                    out.discard();
                    say(Code.ES, 0x00);
                    enter(Phase.ENDED);
                }
            }
            case 1 -> {
                if (!agreement.has(Agreement.HOLD)) return wrong("a hold, not agreed on");
                if (phase == Phase.SENDING || phase == Phase.ENDED) {
                    beforeHold = phase;
                    enter(Phase.HELD);
                    say(Code.ES, 0x10);
                }
            }
            case 2 -> {
                failure = Ended.Failed.of(qr.argument(), Ended.Side.THEIRS, "Got a " + qr);
                enter(Phase.FAILED);
                out.discard();
                say(Code.ES, qr.argument());
            }
            default -> {
                return Optional.of(
                        new Ended.Failed(
                                State.ABORTED_RESUMABLE,
                                Ended.Side.THEIRS,
                                "the receiver aborted: " + qr));
            }
        }
        leave();
        return Optional.empty();
    }

    private Optional<Ended> end(Control er) throws IOException {
        return switch (phase) {
            case SENDING -> wrong("ER before ES");
            case HELD -> {
                if (er.kind() == 0 && beforeHold == Phase.ENDED) // he had it all when he asked
                yield Optional.of(new Ended.Well());
                if (er.kind() == 1) enter(beforeHold);
                yield er.kind() == 1 ? Optional.empty() : wrong(er + " in a hold");
            }
            case ENDED -> er.kind() == 0 ? Optional.of(new Ended.Well()) : wrong(er + " after ES");
            case FAILED -> er.kind() == 2 ? Optional.of(failure) : Optional.empty();
        };
    }

    private Optional<Ended> wrong(String why) throws IOException {
        if (++errors >= ERRORS) return Optional.of(new Ended.Cut("too many protocol errors"));
        if (phase != Phase.FAILED) {
            out.discard();
            fail(Control.SENDER_SAW_ERROR, "Protocol error: " + why);
        }
        return Optional.empty();
    }

    private void say(Code what, int argument) throws IOException {
        out.control(new Control(what, argument));
    }

    private void leave() throws IOException {
        out.flush();
        line.flush();
    }
}
