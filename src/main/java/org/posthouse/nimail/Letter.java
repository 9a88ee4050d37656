package org.posthouse.nimail;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Delivery;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Host;
import org.posthouse.mail.JntEnvelope;
import org.posthouse.mail.JntManner;
import org.posthouse.mail.JntPath;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;
import org.posthouse.nimail.niftp.Source;
import org.posthouse.nimail.niftp.State;

/// One letter on its way: the mail file for some of a message's recipients, who share its fate. Q
/// answers for it when it acknowledges the end of the data (docs/nimail.md, how a letter is sent):
/// that is when they are settled as delivered, whatever becomes of the line afterwards.
final class Letter implements Source {
    private enum Stage {
        NOTHING_SENT,
        SENT_IN_PART,
        TAKEN
    }

    /// A place where letters go.
    ///
    /// @param us our name there
    /// @param manner in which letters are written
    record To(String remote, Host us, JntManner manner, Generation generation) {}

    private final Delivery delivery;
    private final List<Recipient> recipients;
    private final Content content;
    private final To to;
    private final int interval;
    private Stage stage = Stage.NOTHING_SENT;
    private boolean complete; // all of it was read, in the latest go at it
    private boolean unreadable;

    /// @param recipients each can be written ([JntPath#write])
    /// @param interval octets from mark to mark
    Letter(Delivery delivery, List<Recipient> recipients, Content content, To to, int interval) {
        this.delivery = delivery;
        this.recipients = List.copyOf(recipients);
        this.content = content;
        this.to = to;
        this.interval = interval;
    }

    /// About, in octets.
    long size() {
        return content.measure().size()
                + recipients.stream().mapToLong(one -> one.path().toString().length() + 2).sum();
    }

    boolean begun() {
        return stage != Stage.NOTHING_SENT;
    }

    boolean taken() {
        return stage == Stage.TAKEN;
    }

    /// Whether it is our fault that it could not be sent to its end.
    boolean unreadable() {
        return unreadable;
    }

    /// Known from one attempt to the next: the same recipients of the same message.
    int identifier() {
        int hash = delivery.message().id().hashCode();
        for (Recipient recipient : recipients) hash = 31 * hash + recipient.number();
        return 1 + Math.floorMod(hash * 0x9e3779b1 >>> 16, 0xffff);
    }

    @Override
    public InputStream open() throws IOException {
        stage = Stage.SENT_IN_PART;
        complete = false;
        List<MailPath> paths = recipients.stream().map(Recipient::path).toList();
        var envelope = JntEnvelope.of(delivery, to.us, paths);
        return new FilterInputStream(to.generation.write(to.manner, envelope, content)) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                try {
                    int read = super.read(into, offset, length);
                    if (read < 0) complete = true;
                    return read;
                } catch (IOException e) {
                    unreadable = true;
                    throw e;
                }
            }
        };
    }

    @Override
    public int interval() {
        return interval;
    }

    /// A host may say that it wants no more (QR 00) and acknowledge that: the rest would be lost if
    /// we took it for its word on all of the letter.
    @Override
    public void acknowledged() {
        stage = Stage.TAKEN;
        settle(
                complete
                        ? new Outcome.Delivered(to.remote, "NIFTP ER 00")
                        : new Outcome.Failed(
                                new Diagnosis(
                                        "5.6.0",
                                        to.remote,
                                        "NIFTP QR 00 before the letter's end")));
    }

    void settle(Outcome outcome) {
        recipients.forEach(recipient -> delivery.settle(recipient, outcome));
    }

    @Override
    public Optional<String> over(State state) {
        return Optional.empty();
    }
}
