package org.posthouse.cli;

import module java.base;

import org.posthouse.cli.Sysexit.Unsent;
import org.posthouse.mail.Content;
import org.posthouse.mail.Handover;
import org.posthouse.mail.Intake;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Posted;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Verdict;

/// The door into the spool for a receiver in a process that is not the server: a message is kept
/// here until it is whole and then handed in. Recipients are judged then, and each is welcome
/// before.
final class QueueIntake implements Intake {
    private final SendmailDoor door;
    private final PrintWriter err;

    /// @param err for what the peer is not told
    QueueIntake(SendmailDoor door, PrintWriter err) {
        this.door = door;
        this.err = err;
    }

    @Override
    public String host() {
        return door.host();
    }

    @Override
    public Verdict route(Peer peer, ReversePath from, MailPath to) {
        return new Verdict.Welcome();
    }

    @Override
    public Optional<Mailbox> verify(String user) {
        return Optional.empty();
    }

    @Override
    public Text arrive() {
        return new Kept();
    }

    @Override
    public Verdict.Final post(Peer peer, Posted posted, Text text) {
        var kept = (Kept) text;
        if (kept.trouble().isPresent()) return kept.trouble().get();
        try {
            Content content = kept.content();
            try (InputStream octets = content.open()) {
                return switch (door.post(new Handover(peer, posted), octets)) {
                    case SendmailDoor.Answered(var result) -> verdict(result);
                    case SendmailDoor.Left() -> new Verdict.Accepted(kept.id());
                };
            }
        } catch (Unsent e) {
            return told(e.words(), Verdict.Trouble.BUSY);
        } catch (IOException e) {
            return told(Trouble.reason(e), Verdict.Trouble.BROKEN);
        }
    }

    private Verdict.Final told(String why, Verdict.Trouble trouble) {
        err.println("sendmail: " + Printable.line(why));
        err.flush();
        return trouble;
    }

    private Verdict.Final verdict(Handover.Result result) {
        return switch (result) {
            case Handover.Taken(var id) -> new Verdict.Accepted(id);
            case Handover.Failed(var why) -> why;
            case Handover.Refused refused ->
                    told(refused.words(), refused.whom().firstEntry().getValue());
        };
    }

    /// A text in a file, which is gone with it. The trace field that the receiver writes first is
    /// left out: the server writes one with the id that the message has there.
    private final class Kept implements Text {
        private final MessageId id = MessageId.of(0, System.currentTimeMillis(), 0);
        private Optional<Path> file = Optional.empty();
        private Optional<OutputStream> out = Optional.empty();
        private boolean traced;
        private Optional<Verdict.Trouble> trouble = Optional.empty();

        @Override
        public MessageId id() {
            return id;
        }

        @Override
        public void write(byte[] octets, int offset, int length) {
            if (trouble.isPresent()) return;
            boolean first = !traced;
            traced = true;
            try {
                if (out.isEmpty()) open();
                if (!first) out.orElseThrow().write(octets, offset, length);
            } catch (IOException e) {
                told(Trouble.reason(e), Verdict.Trouble.NO_ROOM);
                trouble = Optional.of(Verdict.Trouble.NO_ROOM);
            }
        }

        private void open() throws IOException {
            Path made = Files.createTempFile("posthouse-sendmail", null); // for its owner only
            file = Optional.of(made);
            out = Optional.of(new BufferedOutputStream(Files.newOutputStream(made)));
        }

        Content content() throws IOException {
            if (out.isEmpty()) open();
            out.orElseThrow().flush();
            return Letter.of(file.orElseThrow());
        }

        @Override
        public Optional<Verdict.Trouble> trouble() {
            return trouble;
        }

        @Override
        public void close() {
            try {
                if (out.isPresent()) out.get().close();
                if (file.isPresent()) Files.deleteIfExists(file.get());
            } catch (IOException e) {
                told(Trouble.reason(e), Verdict.Trouble.BROKEN);
            }
        }
    }
}
