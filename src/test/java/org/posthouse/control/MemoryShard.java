package org.posthouse.control;

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
import org.posthouse.spool.Registers;
import org.posthouse.spool.Shard;
import org.posthouse.spool.Spool;

/// A spool of one shard in memory, for tests of what works on one.
final class MemoryShard implements Shard, Spool {
    private final NavigableMap<MessageId, Kept> kept = new TreeMap<>();
    private long millis = Instant.parse("2026-11-21T12:00:00Z").toEpochMilli();
    private final MemoryRegisters registers = new MemoryRegisters();
    private boolean closed;

    private record Kept(Message message, List<Recipient> recipients) {}

    private record Octets(ByteArrayOutputStream octets, Measure measure) implements Content {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(octets.toByteArray());
        }
    }

    private static final class MemoryDraft implements Draft {
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
        public void write(byte[] from, int offset, int length) {
            octets.write(from, offset, length);
            measurer.update(from, offset, length);
        }

        @Override
        public Measure measure() {
            return measurer.measure();
        }

        @Override
        public void close() {}
    }

    private void check(String what) throws IOException {
        if (closed) throw new IOException("closed: " + what);
    }

    @Override
    public synchronized Draft draft() {
        return new MemoryDraft(MessageId.of(0, millis++, 0));
    }

    @Override
    public synchronized MessageId accept(Draft text, Envelope envelope, Message.Origin origin)
            throws IOException {
        check("accept");
        return put(text.id(), text, envelope, origin);
    }

    @Override
    public synchronized MessageId restore(
            Draft text, MessageId wanted, Envelope envelope, Message.Origin origin)
            throws IOException {
        check("restore");
        boolean free = !kept.containsKey(wanted) && wanted.shard() == 0;
        return put(free ? wanted : text.id(), text, envelope, origin);
    }

    private MessageId put(MessageId id, Draft text, Envelope envelope, Message.Origin origin) {
        var content = new Octets(((MemoryDraft) text).octets, text.measure());
        int count = envelope.recipients().size();
        kept.put(
                id,
                new Kept(
                        new Message(
                                id, envelope.from(), envelope.reporting(), origin, count, content),
                        envelope.recipients()));
        return id;
    }

    @Override
    public synchronized Optional<MessageId> settle(
            MessageId id, List<Recipient> recipients, Optional<Notice> notice) throws IOException {
        check("settle");
        Kept before = kept.get(id);
        if (before != null) {
            var all = new ArrayList<>(before.recipients());
            for (Recipient recipient : recipients) {
                if (all.get(recipient.number()).state().open())
                    all.set(recipient.number(), recipient);
            }
            if (all.stream().noneMatch(recipient -> recipient.state().open())) kept.remove(id);
            else kept.put(id, new Kept(before.message(), List.copyOf(all)));
        }
        return notice.isPresent()
                ? Optional.of(
                        accept(notice.get().text(), notice.get().envelope(), notice.get().origin()))
                : Optional.empty();
    }

    @Override
    public synchronized boolean revise(
            MessageId id, List<Recipient> seen, List<Recipient> recipients, Optional<Notice> notice)
            throws IOException {
        check("revise");
        List<Recipient> all = recipients(id);
        for (Recipient one : seen) if (!all.contains(one)) return false;
        var _ = settle(id, recipients, notice);
        return true;
    }

    @Override
    public synchronized Optional<Message> find(MessageId id) throws IOException {
        check("find");
        return Optional.ofNullable(kept.get(id)).map(Kept::message);
    }

    @Override
    public synchronized List<Recipient> recipients(MessageId id) throws IOException {
        check("recipients");
        return Optional.ofNullable(kept.get(id)).map(Kept::recipients).orElse(List.of());
    }

    @Override
    public Optional<Recipient> recipient(MessageId id, int number) throws IOException {
        return recipients(id).stream().filter(r -> r.number() == number).findFirst();
    }

    @Override
    public synchronized List<Message> list(Optional<MessageId> after, int limit)
            throws IOException {
        check("list");
        var from = after.isPresent() ? kept.tailMap(after.get(), false) : kept;
        return from.values().stream().limit(limit).map(Kept::message).toList();
    }

    @Override
    public synchronized boolean delete(MessageId id) throws IOException {
        check("delete");
        return kept.remove(id) != null;
    }

    private Stream<Due> due() {
        return kept.values().stream()
                .flatMap(k -> Clerk.due(k.message().id(), k.recipients()).stream())
                .sorted(Comparator.comparing((Due d) -> d.destination()).thenComparing(Due::time));
    }

    @Override
    public synchronized List<Due> due(String destination, Instant from, int limit)
            throws IOException {
        check("due");
        return due().filter(d -> d.destination().equals(destination))
                .filter(d -> !d.time().isBefore(from))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<Due> nextDestination(String destination) throws IOException {
        check("nextDestination");
        return due().filter(d -> d.destination().compareTo(destination) > 0).findFirst();
    }

    @Override
    public Health health() {
        return new Health(1L << 40, 1L << 20, Optional.empty());
    }

    @Override
    public synchronized Recovery recovery() {
        return new Recovery(0, kept.size());
    }

    @Override
    public synchronized List<String> check() throws IOException {
        check("check");
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
        return id.shard() == 0 ? Optional.of(this) : Optional.empty();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
