package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Envelope;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Measurer;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Recipient;
import org.posthouse.spool.Draft;
import org.posthouse.spool.Due;
import org.posthouse.spool.MemoryRegisters;
import org.posthouse.spool.NoRoom;
import org.posthouse.spool.Registers;
import org.posthouse.spool.Shard;
import org.posthouse.spool.Spool;

/// A queue in memory, the store of this package's tests. Keeps a record of what was asked of it and
/// fails on demand.
final class MemoryShard implements Shard, Spool {
    private record Stored(Message message, TreeMap<Integer, Recipient> recipients) {}

    private static final Comparator<Due> BY_TIME =
            Comparator.comparing(Due::time).thenComparing(Due::id).thenComparingInt(Due::number);

    private final TreeMap<MessageId, Stored> messages = new TreeMap<>();
    private final TreeMap<String, TreeSet<Due>> index = new TreeMap<>();
    private final AtomicInteger counter = new AtomicInteger();

    /// Called with the name of each operation before it is done.
    volatile Gate gate = _ -> {};

    /// The most entries that one call of `due` was asked for.
    volatile int mostAsked;

    /// Whether drafts are refused.
    volatile boolean noRoom;

    /// Whether texts cannot be read.
    volatile boolean unreadable;

    final AtomicLong settles = new AtomicLong();
    final MemoryRegisters registers = new MemoryRegisters();

    interface Gate {
        void pass(String operation) throws IOException;
    }

    @Override
    public Draft draft() {
        return new MemoryDraft(nextId());
    }

    private MessageId nextId() {
        int n = counter.incrementAndGet();
        return MessageId.of(0, 1_000_000L + (n >>> 14), n & 0x3fff);
    }

    @Override
    public MessageId accept(Draft text, Envelope envelope, Message.Origin origin)
            throws IOException {
        gate.pass("accept");
        return store(text, envelope, origin);
    }

    private synchronized MessageId store(Draft text, Envelope envelope, Message.Origin origin) {
        var draft = (MemoryDraft) text;
        MessageId id = messages.containsKey(draft.id) ? nextId() : draft.id;
        var recipients = new TreeMap<Integer, Recipient>();
        for (Recipient recipient : envelope.recipients()) {
            recipients.put(recipient.number(), recipient);
            index(id, recipient);
        }
        messages.put(
                id,
                new Stored(
                        new Message(
                                id,
                                envelope.from(),
                                envelope.reporting(),
                                origin,
                                recipients.size(),
                                draft.content()),
                        recipients));
        return id;
    }

    private void index(MessageId id, Recipient recipient) {
        due(id, recipient)
                .ifPresent(
                        due ->
                                index.computeIfAbsent(
                                                due.destination(), _ -> new TreeSet<>(BY_TIME))
                                        .add(due));
    }

    private void unindex(MessageId id, Recipient recipient) {
        due(id, recipient)
                .ifPresent(
                        due ->
                                index.computeIfPresent(
                                        due.destination(),
                                        (_, entries) -> {
                                            entries.remove(due);
                                            return entries.isEmpty() ? null : entries;
                                        }));
    }

    private static Optional<Due> due(MessageId id, Recipient recipient) {
        return recipient.state() instanceof Recipient.Waiting waiting
                ? Optional.of(
                        new Due(
                                Due.destination(recipient.path()),
                                waiting.next(),
                                id,
                                recipient.number()))
                : Optional.empty();
    }

    @Override
    public Optional<MessageId> settle(
            MessageId id, List<Recipient> recipients, Optional<Shard.Notice> notice)
            throws IOException {
        gate.pass("settle");
        synchronized (this) {
            settles.incrementAndGet();
            Stored stored = messages.get(id);
            if (stored != null) {
                for (Recipient recipient : recipients) {
                    recipient(id, recipient.number()).ifPresent(r -> unindex(id, r));
                    stored.recipients.put(recipient.number(), recipient);
                    index(id, recipient);
                }
                if (stored.recipients.values().stream().noneMatch(r -> r.state().open()))
                    messages.remove(id);
            }
            return notice.map(n -> store(n.text(), n.envelope(), n.origin()));
        }
    }

    @Override
    public MessageId restore(Draft text, MessageId wanted, Envelope envelope, Message.Origin origin)
            throws IOException {
        return accept(text, envelope, origin);
    }

    @Override
    public boolean revise(
            MessageId id,
            List<Recipient> seen,
            List<Recipient> recipients,
            Optional<Shard.Notice> notice)
            throws IOException {
        gate.pass("revise");
        synchronized (this) {
            Stored stored = messages.get(id);
            if (stored == null
                    || !seen.stream().allMatch(r -> r.equals(stored.recipients.get(r.number()))))
                return false;
            settle(id, recipients, notice);
            return true;
        }
    }

    @Override
    public Optional<Message> find(MessageId id) throws IOException {
        gate.pass("find");
        synchronized (this) {
            return Optional.ofNullable(messages.get(id)).map(Stored::message);
        }
    }

    @Override
    public synchronized List<Recipient> recipients(MessageId id) {
        Stored stored = messages.get(id);
        return stored == null ? List.of() : List.copyOf(stored.recipients.values());
    }

    @Override
    public synchronized Optional<Recipient> recipient(MessageId id, int number) {
        return Optional.ofNullable(messages.get(id)).map(s -> s.recipients.get(number));
    }

    @Override
    public synchronized List<Message> list(Optional<MessageId> after, int limit) {
        return messages.values().stream()
                .map(Stored::message)
                .filter(m -> after.isEmpty() || m.id().compareTo(after.get()) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean delete(MessageId id) {
        Stored stored = messages.remove(id);
        if (stored != null) stored.recipients.values().forEach(r -> unindex(id, r));
        return stored != null;
    }

    @Override
    public List<Due> due(String destination, Instant from, int limit) throws IOException {
        gate.pass("due");
        synchronized (this) {
            mostAsked = Math.max(mostAsked, limit);
            var entries = index.getOrDefault(destination, new TreeSet<>(BY_TIME));
            return entries.tailSet(new Due(destination, from, new MessageId(0), -1)).stream()
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public synchronized Optional<Due> nextDestination(String destination) {
        return Optional.ofNullable(index.higherEntry(destination)).map(e -> e.getValue().first());
    }

    @Override
    public Health health() {
        return new Health(1, 0, Optional.empty());
    }

    @Override
    public Recovery recovery() {
        return new Recovery(0, 0);
    }

    @Override
    public List<String> check() {
        return List.of();
    }

    @Override
    public List<Shard> shards() {
        return List.of(this);
    }

    @Override
    public Shard forArrival() {
        return this;
    }

    @Override
    public Registers registers() {
        return registers;
    }

    @Override
    public Optional<Shard> holding(MessageId id) {
        return Optional.of(this);
    }

    @Override
    public void close() {
        // nothing is open
    }

    private final class MemoryDraft implements Draft {
        private final MessageId id;
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
        private final Measurer measurer = new Measurer();

        MemoryDraft(MessageId id) {
            this.id = id;
        }

        @Override
        public MessageId id() {
            return id;
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            if (noRoom) throw new NoRoom("memory");
            octets.write(from, offset, length);
            measurer.update(from, offset, length);
        }

        @Override
        public Measure measure() {
            return measurer.measure();
        }

        Content content() {
            byte[] all = octets.toByteArray();
            Measure measure = measurer.measure();
            return new Content() {
                @Override
                public Measure measure() {
                    return measure;
                }

                @Override
                public InputStream open() throws IOException {
                    if (unreadable) throw new IOException("unreadable");
                    return new ByteArrayInputStream(all);
                }
            };
        }

        @Override
        public void close() {
            // the heap is patient
        }
    }
}
