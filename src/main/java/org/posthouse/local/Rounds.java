package org.posthouse.local;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Delivery;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Limits;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;

/// A postman's rounds: a copy of each message to each of its recipients' Maildirs, each settled as
/// soon as its copy is on disk.
final class Rounds implements Outbound.Conversation {
    /// A file takes everything.
    private static final Limits NONE =
            new Limits(
                    Integer.MAX_VALUE, Measure.Width.BINARY, Long.MAX_VALUE, Limits.Readers.MIME);

    private final Template template;
    private final LineEnds lineEnds;
    private final FolderSync folders;
    private final String host;

    Rounds(Template template, LineEnds lineEnds, FolderSync folders, String host) {
        this.template = template;
        this.lineEnds = lineEnds;
        this.folders = folders;
        this.host = host;
    }

    @Override
    public void deliver(Delivery delivery) throws IOException {
        switch (delivery.fit(NONE)) {
            case Fit.Fits(var content) -> {
                for (Recipient recipient : delivery.to())
                    delivery.settle(recipient, deliver(delivery, recipient, content));
            }
            case Fit.Unfit(var why) -> delivery.settleRest(new Outcome.Failed(why));
        }
    }

    private Outcome deliver(Delivery delivery, Recipient recipient, Content content) {
        Path path = template.of(recipient.path().mailbox().user());
        if (Template.tooLong(path))
            return new Outcome.Failed(
                    Diagnosis.ours("5.1.1", "no mailbox can have a name of that length"));
        var head = new Head(delivery.from(), recipient.path().mailbox());
        var maildir = new Maildir(path, template.base(), folders);
        try {
            String name = maildir.keep(out -> write(head, content, out), LetterName.next(host));
            return new Outcome.Delivered(path.toString(), "kept as " + name);
        } catch (IOException e) {
            return DiskFault.outcome(path, e);
        }
    }

    private void write(Head head, Content content, OutputStream out) throws IOException {
        out.write(head.lines(lineEnds.ending()).getBytes(StandardCharsets.US_ASCII));
        try (InputStream octets = content.open()) {
            lineEnds.copy(octets, out);
        }
    }

    @Override
    public boolean usable() {
        return true;
    }

    @Override
    public void close() {
        // nothing is held between messages
    }
}
