package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Recipient;
import org.posthouse.spool.Due;

/// Reads envelopes, recipients and due entries, and adds new ones to a batch.
final class Messages {
    private static final byte[] NONE = {};

    private final Gate gate;

    Messages(Gate gate) {
        this.gate = gate;
    }

    Optional<EnvelopeRecord> envelope(MessageId id) throws IOException {
        Optional<byte[]> octets = gate.read(store -> store.get(Table.ENVELOPE, Keys.id(id)));
        return octets.isEmpty() ? Optional.empty() : Optional.of(EnvelopeRecord.read(octets.get()));
    }

    Optional<Recipient> recipient(MessageId id, int number) throws IOException {
        Optional<byte[]> octets =
                gate.read(store -> store.get(Table.RECIPIENT, Keys.part(id, number)));
        return octets.isEmpty()
                ? Optional.empty()
                : Optional.of(RecipientRecord.read(number, octets.get()));
    }

    List<Recipient> recipients(MessageId id) throws IOException {
        var recipients = new ArrayList<Recipient>();
        scan(
                Table.RECIPIENT,
                Keys.id(id),
                Keys.after(id),
                (key, value) -> recipients.add(RecipientRecord.read(Keys.number(key), value)));
        return recipients;
    }

    List<Message> list(Optional<MessageId> after, int limit, Texts texts) throws IOException {
        var messages = new ArrayList<Message>();
        if (limit <= 0) return messages;
        scan(
                Table.ENVELOPE,
                after.map(Keys::after).orElse(Keys.FIRST),
                Keys.END,
                (key, value) -> {
                    messages.add(message(Keys.id(key), EnvelopeRecord.read(value), texts));
                    return messages.size() < limit;
                });
        return messages;
    }

    static Message message(MessageId id, EnvelopeRecord envelope, Texts texts) {
        return new Message(
                id,
                envelope.from(),
                envelope.reporting(),
                envelope.origin(),
                envelope.recipients(),
                texts.content(envelope.content(), envelope.measure()));
    }

    List<Due> due(byte[] from, byte[] below, int limit) throws IOException {
        var entries = new ArrayList<Due>();
        if (limit <= 0) return entries;
        scan(
                Table.DUE,
                from,
                below,
                (key, _) -> {
                    entries.add(Keys.due(key));
                    return entries.size() < limit;
                });
        return entries;
    }

    private void scan(Table table, byte[] from, byte[] below, Store.Visitor visitor)
            throws IOException {
        gate.read(
                store -> {
                    store.scan(table, from, below, visitor);
                    return true;
                });
    }

    static void add(Batch batch, MessageId id, EnvelopeRecord record, List<Recipient> recipients) {
        batch.enters().put(Table.ENVELOPE, Keys.id(id), record.write());
        for (Recipient recipient : recipients) {
            put(batch, id, recipient);
            due(id, recipient).ifPresent(key -> batch.put(Table.DUE, key, NONE));
        }
    }

    static void put(Batch batch, MessageId id, Recipient recipient) {
        batch.put(
                Table.RECIPIENT,
                Keys.part(id, recipient.number()),
                RecipientRecord.write(recipient));
    }

    static void putDue(Batch batch, byte[] key) {
        batch.put(Table.DUE, key, NONE);
    }

    /// The key of the due entry that a recipient has, if it has one.
    static Optional<byte[]> due(MessageId id, Recipient recipient) {
        return switch (recipient.state()) {
            case Recipient.Waiting waiting ->
                    Optional.of(
                            Keys.due(
                                    new Due(
                                            Due.destination(recipient.path()),
                                            waiting.next(),
                                            id,
                                            recipient.number())));
            case Recipient.Held _, Recipient.Delivered _, Recipient.Failed _ -> Optional.empty();
        };
    }

    /// Removes an envelope and its recipients.
    static void remove(Batch batch, MessageId id, int recipients) {
        batch.leaves().delete(Table.ENVELOPE, Keys.id(id));
        if (recipients > FEW) {
            batch.deleteRange(Table.RECIPIENT, Keys.id(id), Keys.after(id));
        } else {
            for (int i = 0; i < recipients; i++) batch.delete(Table.RECIPIENT, Keys.part(id, i));
        }
    }

    private static final int FEW = 64; // recipients that are removed one by one, not as a range
}
