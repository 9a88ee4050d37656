package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.mail.Envelope;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Recipient;
import org.posthouse.spool.Draft;
import org.posthouse.spool.Due;
import org.posthouse.spool.Shard;
import org.posthouse.spool.SpoolSettings;

/// The one shard of a [RocksSpool].
final class RocksShard implements Shard, AutoCloseable {
    static final int NUMBER = 0;

    private static final Duration LATE = Duration.ofSeconds(10); // for a commit: it is in trouble

    private final Gate gate;
    private final Ledger ledger;
    private final Committer committer;
    private final Reserve reserve;
    private final Texts texts;
    private final Messages messages;
    private final Locks locks = new Locks();
    private final OpenCounts counts = new OpenCounts();
    private final RocksRegisters registers;
    private final Recovery recovery;

    RocksShard(Store.Engine engine, Reserve.Disk disk, SpoolSettings settings, InstantSource clock)
            throws IOException {
        ledger = new Ledger(NUMBER, clock);
        var held = new ConcurrentHashMap<MessageId, RocksDraft>();
        var recoverer = new Recoverer(ledger, held);
        gate = new Gate(engine, recoverer);
        gate.open();
        recovery = recoverer.found();
        reserve = new Reserve(disk, settings, gate::unflushed);
        committer = new Committer(gate, ledger, "spool-" + NUMBER);
        texts = new Texts(gate, committer, reserve, locks, held);
        messages = new Messages(gate);
        registers = new RocksRegisters(gate, committer);
    }

    RocksRegisters registers() {
        return registers;
    }

    @Override
    public Draft draft() {
        return texts.draft(ledger.next());
    }

    @Override
    public MessageId accept(Draft text, Envelope envelope, Message.Origin origin)
            throws IOException {
        RocksDraft draft = Texts.ours(text);
        try (var _ = locks.hold(draft.id())) {
            return admit(draft, draft.isStored() ? ledger.next() : draft.id(), envelope, origin);
        }
    }

    @Override
    public MessageId restore(Draft text, MessageId wanted, Envelope envelope, Message.Origin origin)
            throws IOException {
        RocksDraft draft = Texts.ours(text);
        try (var _ = locks.hold(draft.id(), wanted)) {
            boolean free =
                    ledger.isOfThePast(wanted)
                            && !texts.isHeld(wanted)
                            && messages.envelope(wanted).isEmpty();
            return admit(draft, free ? wanted : ledger.next(), envelope, origin);
        }
    }

    private MessageId admit(
            RocksDraft draft, MessageId id, Envelope envelope, Message.Origin origin)
            throws IOException {
        long epoch = gate.epoch();
        var batch = new Batch();
        admit(batch, id, new Notice(draft, envelope, origin), epoch);
        commit(batch, draft, epoch);
        return id;
    }

    private void admit(Batch batch, MessageId id, Notice message, long epoch) throws IOException {
        RocksDraft draft = Texts.ours(message.text());
        List<Recipient> recipients = message.envelope().recipients();
        if (recipients.stream().noneMatch(recipient -> recipient.state().open()))
            throw new IllegalArgumentException("a message needs a recipient to be delivered to");
        texts.need(draft.size());
        texts.refer(batch, draft, epoch);
        var record =
                new EnvelopeRecord(
                        message.envelope().from(),
                        message.envelope().reporting(),
                        message.origin(),
                        recipients.size(),
                        draft.id(),
                        draft.measure());
        Messages.add(batch, id, record, recipients);
    }

    private void commit(Batch batch, RocksDraft draft, long epoch) throws IOException {
        try {
            committer.commit(batch, Durability.SYNCED, epoch);
        } catch (IOException e) {
            throw draft.broken(e);
        }
        draft.stored();
    }

    @Override
    public Optional<MessageId> settle(
            MessageId id, List<Recipient> recipients, Optional<Notice> notice) throws IOException {
        return switch (change(id, List.of(), recipients, notice)) {
            case Changed(var told) -> told;
            case Unchanged _ -> Optional.empty();
        };
    }

    @Override
    public boolean revise(
            MessageId id, List<Recipient> seen, List<Recipient> recipients, Optional<Notice> notice)
            throws IOException {
        return switch (change(id, seen, recipients, notice)) {
            case Changed _ -> true;
            case Unchanged _ -> false;
        };
    }

    /// What became of a change of recipients.
    private sealed interface Change {}

    /// @param told the id of the notice, if there was one
    private record Changed(Optional<MessageId> told) implements Change {}

    private record Unchanged() implements Change {}

    private Change change(
            MessageId id, List<Recipient> seen, List<Recipient> recipients, Optional<Notice> notice)
            throws IOException {
        Optional<EnvelopeRecord> envelope = messages.envelope(id);
        if (envelope.isEmpty()) return new Unchanged();
        try (var _ = hold(envelope.get().content(), notice)) {
            long epoch = gate.epoch();
            if (messages.envelope(id).isEmpty()) return new Unchanged();
            var settlement = new Settlement(messages, texts, counts, id, envelope.get(), epoch);
            if (!settlement.stands(seen)) return new Unchanged();
            settlement.make(recipients);
            if (!settlement.changes() && !recipients.isEmpty()) return new Unchanged();
            Optional<MessageId> told = Optional.empty();
            if (notice.isPresent())
                told = Optional.of(tell(settlement.batch(), notice.get(), epoch));
            else if (settlement.changes())
                committer.commit(settlement.batch(), Durability.UNSYNCED, epoch);
            settlement.done();
            return new Changed(told);
        }
    }

    private Locks.Hold hold(MessageId content, Optional<Notice> notice) {
        return notice.isPresent()
                ? locks.hold(content, notice.get().text().id())
                : locks.hold(content);
    }

    private MessageId tell(Batch batch, Notice notice, long epoch) throws IOException {
        RocksDraft draft = Texts.ours(notice.text());
        MessageId id = draft.isStored() ? ledger.next() : draft.id();
        admit(batch, id, notice, epoch);
        commit(batch, draft, epoch);
        return id;
    }

    @Override
    public Optional<Message> find(MessageId id) throws IOException {
        return messages.envelope(id).map(envelope -> Messages.message(id, envelope, texts));
    }

    @Override
    public List<Recipient> recipients(MessageId id) throws IOException {
        return messages.recipients(id);
    }

    @Override
    public Optional<Recipient> recipient(MessageId id, int number) throws IOException {
        return messages.recipient(id, number);
    }

    @Override
    public List<Message> list(Optional<MessageId> after, int limit) throws IOException {
        return messages.list(after, limit, texts);
    }

    @Override
    public boolean delete(MessageId id) throws IOException {
        Optional<EnvelopeRecord> envelope = messages.envelope(id);
        if (envelope.isEmpty()) return false;
        try (var _ = locks.hold(envelope.get().content())) {
            long epoch = gate.epoch();
            if (messages.envelope(id).isEmpty()) return false;
            var batch = new Batch();
            for (Recipient recipient : messages.recipients(id))
                Messages.due(id, recipient).ifPresent(key -> batch.delete(Table.DUE, key));
            Messages.remove(batch, id, envelope.get().recipients());
            texts.release(batch, envelope.get().content());
            committer.commit(batch, Durability.UNSYNCED, epoch);
            counts.forget(id);
            return true;
        }
    }

    @Override
    public List<Due> due(String destination, Instant from, int limit) throws IOException {
        return messages.due(Keys.due(destination, from), Keys.after(destination), limit);
    }

    @Override
    public Optional<Due> nextDestination(String destination) throws IOException {
        return messages.due(Keys.after(destination), Keys.END, 1).stream().findFirst();
    }

    @Override
    public Health health() {
        try {
            return new Health(reserve.free(), reserve.octets(), trouble());
        } catch (IOException e) {
            return new Health(0, reserve.octets(), Optional.of("the disk: " + e.getMessage()));
        }
    }

    private Optional<String> trouble() {
        return switch (gate.state()) {
            case Gate.Down(var why) -> Optional.of(why);
            case Gate.Closed() -> Optional.of("the spool is closed");
            case Gate.Up _ -> {
                Duration waiting = committer.committing();
                yield waiting.compareTo(LATE) < 0
                        ? Optional.empty()
                        : Optional.of(
                                "the disk has not answered for " + waiting.toSeconds() + " s");
            }
        };
    }

    @Override
    public Recovery recovery() {
        return recovery;
    }

    @Override
    public List<String> check() throws IOException {
        return gate.read(
                store -> {
                    try (var view = store.view()) {
                        return new Check(view, gate::up).findings();
                    }
                });
    }

    @Override
    public void close() {
        committer.close();
        gate.close();
    }
}
