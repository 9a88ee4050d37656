package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.mail.Intake;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Measurer;
import org.posthouse.mail.Peer;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.TraceField;
import org.posthouse.mail.Verdict.Trouble;
import org.posthouse.wire.Connection;
import org.posthouse.wire.DotText;

/// Takes the text of a message: on the control connection up to the lone period (MAIL), or on a
/// data connection up to its end (MLFL). Streams to the spool, a trace field in front; a text over
/// a limit is heard out, but not kept.
///
/// MAIL has no transparency: a line of two periods is one of two periods (RFC 385 section 14, RFC
/// 765). The octets are kept as they come, those from 128 too.
final class Hearing {
    /// What came.
    sealed interface Coming {}

    /// @param text to be closed by whoever gets this
    /// @param from as its header says
    /// @param refusal why there is no use in posting it
    record Heard(Intake.Text text, ReversePath from, Optional<Trouble> refusal) implements Coming {}

    /// Nothing, or not all; the conversation goes on.
    record Lost(Saying why) implements Coming {}

    private interface Source {
        /// @return octets of the longest line
        long hear(DotText.Sink sink) throws IOException;
    }

    private final Connection control;
    private final DataPort data;
    private final FtpmailSettings settings;
    private final Intake intake;
    private final Peer peer;

    Hearing(Connection control, DataPort data, FtpmailSettings settings, Intake intake, Peer peer) {
        this.control = control;
        this.data = data;
        this.settings = settings;
        this.intake = intake;
        this.peer = peer;
    }

    /// @param only the recipient, where there is just one
    /// @throws EOFException when the control connection ends before the text does
    Coming text(Command.Way way, Optional<Mailbox> only) throws IOException {
        return switch (way) {
            case MLFL -> onData(only);
            case MAIL, TERMINAL, TERMINAL_OR_MAILBOX, TERMINAL_AND_MAILBOX -> onControl(only);
        };
    }

    private Coming onControl(Optional<Mailbox> only) throws IOException {
        say(Saying.START_MAIL);
        return heard(
                only,
                sink ->
                        control.text(sink, settings.textTimeout(), DotText.Transparency.NONE)
                                .longestLine());
    }

    /// RFC 454 tells our socket before the connection comes about, and that the transfer starts
    /// after it has; RFC 765 has one reply for both, before.
    private Coming onData(Optional<Mailbox> only) throws IOException {
        boolean old = settings.replies() == Generation.RFC743;
        if (old) control.send(Saying.SOCKET.with(data.ready(), settings.replies()).toString());
        else say(Saying.START_DATA);
        control.flush();
        try (Connection line = data.open()) {
            if (old) say(Saying.START_DATA);
            control.flush();
            return received(line, only);
        } catch (IOException e) {
            data.close();
            return new Lost(Saying.NO_DATA_CONNECTION);
        }
    }

    private Coming received(Connection line, Optional<Mailbox> only) {
        try {
            return heard(only, sink -> lines(line, sink));
        } catch (IOException e) {
            return new Lost(Saying.DATA_BROKEN);
        }
    }

    private long lines(Connection line, DotText.Sink sink) throws IOException {
        var measurer = new Measurer();
        line.rest(
                (octets, offset, length) -> {
                    measurer.update(octets, offset, length);
                    sink.write(octets, offset, length);
                },
                settings.textTimeout());
        return measurer.measure().longestLine();
    }

    private Heard heard(Optional<Mailbox> only, Source source) throws IOException {
        Intake.Text text = intake.arrive();
        boolean whole = false;
        try {
            byte[] trace = trace(text, only);
            text.write(trace, 0, trace.length);
            var kept = new Kept(text);
            long longestLine = source.hear(kept);
            whole = true;
            boolean tooBig =
                    kept.octets > settings.messageSize() || longestLine > settings.textLine();
            return new Heard(
                    text,
                    kept.author.path(),
                    tooBig ? Optional.of(Trouble.TOO_BIG) : text.trouble());
        } finally {
            if (!whole) text.close();
        }
    }

    private byte[] trace(Intake.Text text, Optional<Mailbox> only) {
        return new TraceField(peer, intake.host(), text.id(), Instant.now(), Optional.empty(), only)
                .octets();
    }

    private void say(Saying saying) throws IOException {
        control.send(saying.in(settings.replies()).toString());
    }

    /// Hands on the octets up to the limit.
    private final class Kept implements DotText.Sink {
        private final Intake.Text text;
        private final Author author = new Author();
        private long octets;

        Kept(Intake.Text text) {
            this.text = text;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            octets += length;
            author.hear(buffer, offset, length);
            if (octets > settings.messageSize() || text.trouble().isPresent()) return;
            text.write(buffer, offset, length);
        }
    }
}
