package org.posthouse.nimail;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Delivery;
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

    private final Delivery delivery;
    private final List<Recipient> to;
    private final MailFile file;
    private final int interval;
    private final String remote;
    private Stage stage = Stage.NOTHING_SENT;

    Letter(
            Delivery delivery,
            List<Recipient> to,
            Content content,
            int interval,
            HopSettings hop,
            String remote) {
        this.delivery = delivery;
        this.to = List.copyOf(to);
        this.file = new MailFile(to.stream().map(Recipient::path).toList(), content);
        this.interval = interval;
        this.remote = remote;
    }

    long size() {
        return file.size();
    }

    boolean begun() {
        return stage != Stage.NOTHING_SENT;
    }

    boolean taken() {
        return stage == Stage.TAKEN;
    }

    /// Known from one attempt to the next: the same recipients of the same message.
    int identifier() {
        int hash = delivery.message().id().hashCode();
        for (Recipient recipient : to) hash = 31 * hash + recipient.number();
        return 1 + Math.floorMod(hash * 0x9e3779b1 >>> 16, 0xffff);
    }

    @Override
    public InputStream open() throws IOException {
        stage = Stage.SENT_IN_PART;
        return file.open();
    }

    @Override
    public int interval() {
        return interval;
    }

    @Override
    public void acknowledged() {
        stage = Stage.TAKEN;
        settle(new Outcome.Delivered(remote, "NIFTP ER 00"));
    }

    void settle(Outcome outcome) {
        to.forEach(recipient -> delivery.settle(recipient, outcome));
    }

    @Override
    public Optional<String> over(State state) {
        return Optional.empty();
    }
}
