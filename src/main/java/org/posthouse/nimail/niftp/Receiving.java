package org.posthouse.nimail.niftp;

import module java.base;

import org.posthouse.mail.Transfer;
import org.posthouse.nimail.niftp.Control.Code;
import org.posthouse.wire.Octets;

/// The data phase of the side that receives (docs/niftp.md, the data phase): marks in order,
/// secured and then acknowledged; at the end of the data the store has the last word.
final class Receiving {
    private static final int ERRORS = 10; // in one transfer, then the line is closed
    private static final int RESTARTS = 10;
    private static final long DEAF = 64L << 20; // octets heard after we asked to quit or go back
    private static final int CONTROL = 1 << 12; // what a control counts for there: they are few

    private final Octets line;
    private final RecordReader in;
    private final RecordWriter out;
    private final Agreement agreement;
    private final Profile profile;
    private final Store store;
    private final Decoder decoder;
    private final Progress progress;
    private final Hold hold;
    private Mark last;
    private Mark kept; // the last one that a later transfer can ask for
    private int acknowledged;
    private boolean started;
    private boolean discarding;
    private boolean complete; // ES 00 came when a hold was asked for
    private Optional<Ended.Failed> quitting = Optional.empty();
    private int code; // selected: 0 text, 1 binary
    private int errors;
    private int restarts;
    private long deaf;

    Receiving(Exchange exchange, Agreement agreement, Store store, Mark start) {
        this.line = exchange.line();
        this.in = exchange.in();
        this.out = exchange.out();
        this.profile = exchange.profile();
        this.progress = exchange.progress();
        this.agreement = agreement;
        this.store = store;
        this.decoder = new Decoder(store, agreement, profile);
        this.hold = new Hold(store, agreement.timeout());
        this.last = start;
        this.kept = start;
        this.acknowledged = start.number();
        decoder.back(start.decoder());
    }

    Ended run() throws IOException {
        Ended ended;
        try {
            ended = heard();
        } catch (IOException e) {
            suspend();
            throw e;
        }
        switch (ended) {
            case Ended.Well _ -> {}
            case Ended.Failed(var state, var _, var _) -> {
                if (state.temporary()) suspend();
                else store.discard();
            }
            case Ended.Cut _ -> suspend();
        }
        return ended;
    }

    private void suspend() {
        store.suspend(kept);
    }

    private Ended heard() throws IOException {
        in.compressed(agreement.compressed() ? RecordReader.Unagreed.KEPT : profile.unagreed());
        while (errors < ERRORS) {
            Optional<Ended> ended =
                    switch (in.next()) {
                        case Piece.Broken(var why) -> Optional.of(new Ended.Cut(why));
                        case Control control -> control(control);
                        case Piece.Strange strange -> strange(strange);
                        case Piece.Subrecord sub -> words(sub);
                    };
            if (ended.isPresent()) return ended.get();
        }
        return new Ended.Cut("too many protocol errors");
    }

    private Optional<Ended> words(Piece.Subrecord sub) throws IOException {
        if (quitting.isPresent() || discarding) return deaf(sub.octets());
        if (!started) return wrong("data before SS");
        if (code != (agreement.binary() ? 1 : 0)) return wrong("data in a code not agreed on");
        if (sub.compressed() && !agreement.compressed()) return wrong("compression, not agreed on");
        try {
            decoder.put(sub);
        } catch (IOException e) {
            return quit(Control.SOFT, cannotStore(e));
        }
        progress.moved(sub.compressed() ? sub.words() : sub.octets());
        Optional<Store.Fate.Refused> refused = store.refusal();
        if (refused.isPresent()) return quit(refused.get().argument(), refused.get().why());
        return look(sub.compressed() ? sub.words() : sub.octets());
    }

    /// Hears what has no effect any more, within reason.
    private Optional<Ended> deaf(int octets) {
        deaf += octets + 1;
        return deaf > DEAF
                ? Optional.of(new Ended.Cut("it does not do as it is asked"))
                : Optional.empty();
    }

    private Optional<Ended> strange(Piece.Strange strange) throws IOException {
        Optional<Ended> enough =
                quitting.isPresent() || discarding ? deaf(CONTROL) : Optional.empty();
        return enough.isPresent() ? enough : wrong(strange.why());
    }

    private Optional<Ended> control(Control control) throws IOException {
        if (quitting.isPresent() || discarding) {
            Optional<Ended> enough = deaf(CONTROL);
            if (enough.isPresent()) return enough;
        }
        return switch (control.code()) {
            case SS -> start(control.argument());
            case MS -> mark(control.argument());
            case CS -> select(control.argument() & 0xf);
            case ES -> end(control);
            case RR, MR, QR, ER -> wrong(control.code() + " from the sender");
        };
    }

    private Optional<Ended> start(int argument) throws IOException {
        if (quitting.isPresent()) return Optional.empty();
        if (started && !discarding || argument != (last.number() & 0xff))
            return wrong("SS " + argument + " out of place");
        started = true;
        discarding = false;
        progress.became(Transfer.Stage.MOVING);
        select(0);
        return look(0);
    }

    /// Whether the store can take more; if not, the sender is asked to hold, or to quit where holds
    /// were not agreed on.
    private Optional<Ended> look(long octets) throws IOException {
        Optional<String> why = hold.due(octets);
        if (why.isEmpty()) return Optional.empty();
        if (!agreement.has(Agreement.HOLD)) return quit(Control.SOFT, why.get());
        hold.ask(why.get());
        say(Code.QR, 0x10);
        return Optional.empty();
    }

    /// The sender holds, as we asked him to. When we have kept him too long, he goes on to quit.
    private Optional<Ended> held() throws IOException {
        progress.became(Transfer.Stage.HELD);
        Optional<String> why = hold.await(line);
        progress.became(Transfer.Stage.MOVING);
        say(Code.ER, 0x10);
        if (why.isPresent()) return quit(Control.SOFT, why.get());
        return complete ? complete() : Optional.empty();
    }

    /// SS selects text.
    private Optional<Ended> select(int wanted) throws IOException {
        if (quitting.isPresent() || discarding) return Optional.empty();
        if (!started || wanted > 1 || wanted == 1 && !agreement.binary())
            return wrong("CS " + wanted + " not agreed on");
        code = wanted;
        in.words(wanted == 1 ? agreement.wordOctets() : 1);
        return Optional.empty();
    }

    private Optional<Ended> mark(int argument) throws IOException {
        if (quitting.isPresent() || discarding) return Optional.empty();
        if (!started) return wrong("MS before SS");
        if (argument != (last.number() + 1 & 0xff)) return outOfOrder(argument);
        try {
            decoder.flush();
            last = new Mark(last.number() + 1, store.position(), decoder.state());
            if (last.number() < Agreement.END) { // attribute 0B has 16 bits, and END is none
                kept = last;
                store.marked(kept);
            }
            if (2 * (last.number() - acknowledged) > agreement.window()) acknowledge();
        } catch (IOException e) {
            return quit(Control.SOFT, cannotStore(e));
        }
        return Optional.empty();
    }

    /// What is acknowledged is on disk.
    private void acknowledge() throws IOException {
        if (!agreement.has(Agreement.ACKNOWLEDGE) || acknowledged == last.number()) return;
        store.secure(kept);
        say(Code.MR, last.number() & 0xff);
        acknowledged = last.number();
        progress.secured(acknowledged);
    }

    /// Nothing of our paths is the partner's business.
    static String cannotStore(IOException e) {
        return "Cannot store: " + reason(e);
    }

    static String reason(IOException e) {
        return Objects.requireNonNullElse(
                e instanceof FileSystemException file ? file.getReason() : e.getMessage(),
                "the file system refuses");
    }

    private Optional<Ended> outOfOrder(int argument) throws IOException {
        String why = "mark " + argument + " after " + last.number();
        if (!agreement.has(Agreement.RESTART) || hold.asked() || ++restarts > RESTARTS)
            return quit(Control.SOFT, why); // nobody knows what RR means in a hold
        try {
            store.back(last);
        } catch (IOException e) {
            return quit(Control.SOFT, why + "; " + cannotStore(e));
        }
        decoder.back(last.decoder());
        discarding = true;
        say(Code.RR, last.number() & 0xff);
        return Optional.empty();
    }

    private Optional<Ended> end(Control es) throws IOException {
        return switch (es.kind()) {
            case 0 -> {
                if (quitting.isPresent() || discarding) yield Optional.empty();
                complete = hold.asked(); // he holds next, as he has yet to hear
                yield complete ? Optional.empty() : complete();
            }
            case 1 -> {
                if (hold.asked()) yield quitting.isPresent() ? Optional.empty() : held();
                if (!agreement.has(Agreement.HOLD)) yield wrong("a hold, not agreed on");
                say(Code.ER, 0x10);
                yield Optional.empty();
            }
            case 2 -> {
                say(Code.ER, es.argument());
                yield Optional.of(
                        quitting.isPresent()
                                ? quitting.get()
                                : Ended.Failed.of(
                                        es.argument(),
                                        Ended.Side.THEIRS,
                                        "the sender gave up: " + es));
            }
            default ->
                    Optional.of(
                            new Ended.Failed(
                                    State.ABORTED_RESUMABLE,
                                    Ended.Side.THEIRS,
                                    "the sender aborted: " + es));
        };
    }

    /// The data are stored or delivered before their end is acknowledged.
    private Optional<Ended> complete() throws IOException {
        if (!started) return wrong("ES before SS");
        progress.became(Transfer.Stage.ENDING);
        Store.Fate fate;
        try {
            decoder.finish();
            acknowledge();
            fate = store.finish();
        } catch (IOException e) {
            return quit(Control.SOFT, cannotStore(e));
        }
        return switch (fate) {
            case Store.Fate.Taken _ -> {
                say(Code.ER, 0x00);
                yield Optional.of(new Ended.Well());
            }
            case Store.Fate.Refused(int argument, var why) -> quit(argument, why);
        };
    }

    private Optional<Ended> wrong(String why) throws IOException {
        errors++;
        return quitting.isPresent()
                ? Optional.empty()
                : quit(Control.RECEIVER_SAW_ERROR, "Protocol error: " + why);
    }

    /// From now on only the end counts.
    private Optional<Ended> quit(int argument, String why) throws IOException {
        quitting = Optional.of(Ended.Failed.of(argument, Ended.Side.OURS, why));
        say(Code.QR, argument);
        return Optional.empty();
    }

    private void say(Code what, int argument) throws IOException {
        out.control(new Control(what, argument));
        out.flush();
        line.flush();
    }
}
