package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.mail.MessageId;
import org.posthouse.mail.Recipient;
import org.posthouse.spool.Due;

/// Reads everything and holds each record against those it belongs to. The view is one instant, so
/// that work may go on meanwhile.
final class Check {
    private static final int MOST = 1_000; // findings; whoever has more has no use for more

    /// Looks at one entry.
    private interface Look {
        void at(byte[] key, byte[] value) throws IOException;
    }

    private final Store.View view;
    private final Alive alive;
    private final List<String> findings = new ArrayList<>();
    private final Map<MessageId, Integer> further = new HashMap<>();
    private long envelopes;
    private MessageId highest = new MessageId(0);

    /// Ends the check when the store has failed and is waited for.
    interface Alive {
        void need() throws IOException;
    }

    Check(Store.View view, Alive alive) {
        this.view = view;
        this.alive = alive;
    }

    List<String> findings() throws IOException {
        each(Table.ENVELOPE, this::envelope);
        recipients();
        each(Table.DUE, (key, _) -> due(Keys.due(key), key));
        contents();
        each(Table.ARRIVING, (key, _) -> arriving(Keys.id(key)));
        each(Table.REGISTER, RowRecord::read);
        marks();
        return findings;
    }

    private void each(Table table, Look look) throws IOException {
        view.scan(
                table,
                Keys.FIRST,
                Keys.END,
                (key, value) -> {
                    alive.need();
                    try {
                        look.at(key, value);
                    } catch (DamagedRecord e) {
                        find(table + " " + HexFormat.of().formatHex(key) + ": " + e.getMessage());
                    }
                    return findings.size() < MOST;
                });
    }

    private void envelope(byte[] key, byte[] value) throws IOException {
        MessageId id = Keys.id(key);
        highest = id;
        envelopes++;
        EnvelopeRecord envelope = EnvelopeRecord.read(value);
        Optional<TextRecord> text = text(envelope.content());
        if (text.isEmpty()) find("message " + id + " has lost its text");
        else if (!text.get().measure().equals(envelope.measure()))
            find("message " + id + " and its text disagree about the size");
        if (view.get(Table.RECIPIENT, Keys.part(id, 0)).isEmpty())
            find("message " + id + " has lost its first recipient");
        if (!envelope.content().equals(id)) further.merge(envelope.content(), 1, Integer::sum);
    }

    /// Recipients come grouped by message.
    private void recipients() throws IOException {
        var group = new RecipientGroup();
        each(Table.RECIPIENT, group::add);
        group.end();
    }

    private final class RecipientGroup {
        private Optional<MessageId> message = Optional.empty();
        private int seen;
        private int open;

        void add(byte[] key, byte[] value) throws IOException {
            MessageId id = Keys.id(key);
            if (!message.equals(Optional.of(id))) {
                end();
                message = Optional.of(id);
            }
            int number = Keys.number(key);
            if (number != seen) find("message " + id + " has lost recipient " + seen);
            seen = number + 1;
            Recipient recipient = RecipientRecord.read(number, value);
            if (recipient.state().open()) open++;
            Optional<byte[]> due = Messages.due(id, recipient);
            if (due.isPresent() && view.get(Table.DUE, due.get()).isEmpty())
                find("recipient " + number + " of " + id + " waits, but is not in the due index");
        }

        void end() throws IOException {
            if (message.isPresent()) {
                MessageId id = message.get();
                Optional<byte[]> envelope = view.get(Table.ENVELOPE, Keys.id(id));
                if (envelope.isEmpty()) find("recipients of " + id + " without their message");
                else if (EnvelopeRecord.read(envelope.get()).recipients() != seen)
                    find("message " + id + " has lost recipients from " + seen + " on");
                if (open == 0) find("message " + id + " is settled, but still there");
            }
            message = Optional.empty();
            seen = 0;
            open = 0;
        }
    }

    private void due(Due due, byte[] key) throws IOException {
        Optional<byte[]> octets = view.get(Table.RECIPIENT, Keys.part(due.id(), due.number()));
        boolean right =
                octets.isPresent()
                        && Messages.due(due.id(), RecipientRecord.read(due.number(), octets.get()))
                                .filter(expected -> Arrays.equals(expected, key))
                                .isPresent();
        if (!right)
            find(
                    "a due entry for recipient "
                            + due.number()
                            + " of "
                            + due.id()
                            + ", who does not wait for then");
    }

    private void contents() throws IOException {
        var text = new TextGroup(this::text);
        each(Table.CONTENT, text::add);
        text.end();
    }

    /// One content is read.
    private void text(MessageId id, Optional<TextRecord> text, Optional<String> damage)
            throws IOException {
        Optional<byte[]> own = view.get(Table.ENVELOPE, Keys.id(id));
        int references = further.getOrDefault(id, 0);
        if (own.isPresent() && EnvelopeRecord.read(own.get()).content().equals(id)) references++;
        boolean marked = view.get(Table.ARRIVING, Keys.id(id)).isPresent();
        if (references > 0) damage.ifPresent(what -> find("text " + id + " " + what));
        if (marked != (references == 0))
            find(
                    marked
                            ? "text " + id + " is marked as arriving, but has messages"
                            : "text " + id + " belongs to no message");
        int counted = text.map(TextRecord::references).orElse(0);
        if (counted != references)
            find("text " + id + " counts " + counted + " messages, but has " + references);
    }

    private void arriving(MessageId id) {
        if (id.compareTo(highest) > 0) highest = id;
    }

    private void marks() throws IOException {
        if (findings.size() >= MOST) return; // then not all was counted
        Optional<byte[]> octets = view.get(Table.META, Keys.MARKS);
        var marks = octets.isPresent() ? Marks.read(octets.get()) : new Marks(0, 0);
        if (marks.messages() != envelopes)
            find(marks.messages() + " messages were counted, but there are " + envelopes);
        if (marks.lastId() < highest.value()) find("id " + highest + " may be given a second time");
    }

    private Optional<TextRecord> text(MessageId id) throws IOException {
        Optional<byte[]> octets = view.get(Table.CONTENT, Keys.id(id));
        return octets.isPresent() ? Optional.of(TextRecord.read(octets.get())) : Optional.empty();
    }

    private void find(String what) {
        if (findings.size() < MOST) findings.add(what);
    }
}
