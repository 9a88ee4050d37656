package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.mail.MessageId;
import org.posthouse.mail.Recipient;

/// What the settling of some recipients of a message changes. Made with the lock of the message's
/// text held, and kept until it is committed.
final class Settlement {
    private final Messages messages;
    private final Texts texts;
    private final OpenCounts counts;
    private final MessageId id;
    private final EnvelopeRecord envelope;
    private final long epoch;
    private final Batch batch = new Batch();
    private boolean changed;
    private int closed;
    private int open;

    Settlement(
            Messages messages,
            Texts texts,
            OpenCounts counts,
            MessageId id,
            EnvelopeRecord envelope,
            long epoch) {
        this.messages = messages;
        this.texts = texts;
        this.counts = counts;
        this.id = id;
        this.envelope = envelope;
        this.epoch = epoch;
    }

    /// Whether these are still the recipients' records.
    boolean stands(List<Recipient> seen) throws IOException {
        for (Recipient recipient : seen) {
            if (!messages.recipient(id, recipient.number()).equals(Optional.of(recipient)))
                return false;
        }
        return true;
    }

    /// Adds the changes to the batch. A recipient that is not open any more stays as it is: another
    /// attempt, or a person, was faster.
    Settlement make(List<Recipient> recipients) throws IOException {
        var latest = new TreeMap<Integer, Recipient>();
        for (Recipient recipient : recipients) latest.put(recipient.number(), recipient);
        var written = new ArrayList<Recipient>();
        for (Recipient recipient : latest.values()) {
            Optional<Recipient> before = messages.recipient(id, recipient.number());
            if (before.isEmpty() || !before.get().state().open()) continue;
            changed = true;
            if (!recipient.state().open()) closed++;
            move(before.get(), recipient);
            written.add(recipient);
        }
        open = closed == 0 ? envelope.recipients() : openBefore() - closed;
        if (open > 0) {
            for (Recipient recipient : written) Messages.put(batch, id, recipient);
        } else {
            Messages.remove(batch, id, envelope.recipients());
            texts.release(batch, envelope.content());
        }
        return this;
    }

    private void move(Recipient before, Recipient after) {
        Optional<byte[]> from = Messages.due(id, before);
        Optional<byte[]> to = Messages.due(id, after);
        if (from.isPresent() && to.isPresent() && Arrays.equals(from.get(), to.get())) return;
        from.ifPresent(key -> batch.delete(Table.DUE, key));
        to.ifPresent(key -> Messages.putDue(batch, key));
    }

    private int openBefore() throws IOException {
        if (envelope.recipients() == 1) return 1;
        OptionalInt known = counts.of(id, epoch);
        if (known.isPresent()) return known.getAsInt();
        int count = 0;
        for (Recipient recipient : messages.recipients(id)) if (recipient.state().open()) count++;
        return count;
    }

    /// Whether there is anything to commit.
    boolean changes() {
        return changed;
    }

    Batch batch() {
        return batch;
    }

    /// It is committed.
    void done() {
        if (open == 0) counts.forget(id);
        else if (closed > 0) counts.put(id, epoch, open);
    }
}
