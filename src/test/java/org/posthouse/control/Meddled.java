package org.posthouse.control;

import module java.base;

import org.posthouse.mail.Envelope;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Recipient;
import org.posthouse.spool.Draft;
import org.posthouse.spool.Due;
import org.posthouse.spool.Registers;
import org.posthouse.spool.Shard;
import org.posthouse.spool.Spool;

/// A spool of one shard with a hand in it: attempts that end at the worst moment, and a disk that
/// fails.
final class Meddled implements Shard, Spool {
    volatile Optional<IOException> trouble = Optional.empty();

    /// Runs before a revision is made, as an attempt that ends at that moment.
    volatile Runnable meanwhile = () -> {};

    private final Spool spool;
    private final Shard shard;

    Meddled(Spool spool) {
        this.spool = spool;
        this.shard = spool.forArrival();
    }

    /// Settles a message's recipients as an attempt would.
    void become(MessageId id, Recipient.State... states) {
        try {
            var next = new ArrayList<Recipient>();
            for (Recipient recipient : shard.recipients(id))
                next.add(recipient.with(states[recipient.number()]));
            var _ = shard.settle(id, next, Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fail() throws IOException {
        if (trouble.isPresent()) throw trouble.get();
    }

    @Override
    public Draft draft() {
        return shard.draft();
    }

    @Override
    public MessageId accept(Draft text, Envelope envelope, Message.Origin origin)
            throws IOException {
        fail();
        return shard.accept(text, envelope, origin);
    }

    @Override
    public MessageId restore(Draft text, MessageId wanted, Envelope envelope, Message.Origin origin)
            throws IOException {
        fail();
        return shard.restore(text, wanted, envelope, origin);
    }

    @Override
    public Optional<MessageId> settle(
            MessageId id, List<Recipient> recipients, Optional<Notice> notice) throws IOException {
        fail();
        return shard.settle(id, recipients, notice);
    }

    @Override
    public boolean revise(
            MessageId id, List<Recipient> seen, List<Recipient> recipients, Optional<Notice> notice)
            throws IOException {
        fail();
        meanwhile.run();
        return shard.revise(id, seen, recipients, notice);
    }

    @Override
    public Optional<Message> find(MessageId id) throws IOException {
        fail();
        return shard.find(id);
    }

    @Override
    public List<Recipient> recipients(MessageId id) throws IOException {
        fail();
        return shard.recipients(id);
    }

    @Override
    public Optional<Recipient> recipient(MessageId id, int number) throws IOException {
        fail();
        return shard.recipient(id, number);
    }

    @Override
    public List<Message> list(Optional<MessageId> after, int limit) throws IOException {
        fail();
        return shard.list(after, limit);
    }

    @Override
    public boolean delete(MessageId id) throws IOException {
        fail();
        return shard.delete(id);
    }

    @Override
    public List<Due> due(String destination, Instant from, int limit) throws IOException {
        fail();
        return shard.due(destination, from, limit);
    }

    @Override
    public Optional<Due> nextDestination(String destination) throws IOException {
        fail();
        return shard.nextDestination(destination);
    }

    @Override
    public Health health() {
        return shard.health();
    }

    @Override
    public Recovery recovery() {
        return shard.recovery();
    }

    @Override
    public List<String> check() throws IOException {
        fail();
        return shard.check();
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
    public Optional<Shard> holding(MessageId id) {
        return spool.holding(id).isPresent() ? Optional.of(this) : Optional.empty();
    }

    @Override
    public Registers registers() {
        return spool.registers();
    }

    @Override
    public void close() {
        spool.close();
    }
}
