package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.mail.Measure;
import org.posthouse.mail.Measurer;
import org.posthouse.mail.MessageId;
import org.posthouse.spool.Draft;

/// A text that comes in. Up to a chunk of it waits in memory and is written with the message; what
/// goes beyond is sent ahead chunk by chunk, one under way while the next one fills.
///
/// It is written, accepted and closed by one thread at a time; what others do to its messages
/// reaches it through [#orphan].
final class RocksDraft implements Draft {
    static final int CHUNK = 64 << 10; // octets
    private static final int FIRST = 2 << 10; // octets of the buffer at first; most mail is small
    private static final byte[] NONE = {};

    private final MessageId id;
    private final Texts texts;
    private final Measurer measurer = new Measurer();
    private byte[] buffer = NONE;
    private byte[] underWay = NONE;
    private int buffered;
    private long size;
    private int chunks;
    private long epoch;
    private Optional<Work> sent = Optional.empty();
    private Optional<String> broken = Optional.empty();
    private volatile boolean stored;
    private volatile boolean orphan;
    private boolean closed;

    RocksDraft(MessageId id, Texts texts) {
        this.id = id;
        this.texts = texts;
    }

    @Override
    public MessageId id() {
        return id;
    }

    long size() {
        return size;
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        needUsable();
        if (stored) throw new IllegalStateException("the text of " + id + " is complete");
        texts.need(length);
        measurer.update(octets, offset, length);
        size += length;
        for (int from = offset, end = offset + length; from < end; ) {
            if (buffered == CHUNK) send();
            int part = Math.min(end - from, CHUNK - buffered);
            reserve(buffered + part);
            System.arraycopy(octets, from, buffer, buffered, part);
            buffered += part;
            from += part;
        }
    }

    private void reserve(int octets) {
        if (octets <= buffer.length) return;
        int grown = Math.max(FIRST, Math.max(octets, 2 * buffer.length));
        buffer = Arrays.copyOf(buffer, Math.min(CHUNK, grown));
    }

    /// Sends the full buffer ahead. The one sent before it must be down by then: its memory is used
    /// again.
    private void send() throws IOException {
        awaitSent();
        var batch = new Batch();
        try {
            if (chunks == 0) {
                epoch = texts.epoch();
                batch.put(Table.ARRIVING, Keys.id(id), NONE);
            }
            batch.put(Table.CONTENT, Keys.part(id, chunks), buffer);
            sent = Optional.of(texts.submit(batch, epoch));
        } catch (IOException e) {
            throw broken(e);
        }
        chunks++;
        byte[] free = underWay;
        underWay = buffer;
        buffer = free;
        buffered = 0;
    }

    private void awaitSent() throws IOException {
        if (sent.isEmpty()) return;
        try {
            sent.get().await();
            sent = Optional.empty();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /// @throws IOException when the store failed while the text came in, or while it was accepted:
    ///   what it has of the text is not known
    void needUsable() throws IOException {
        if (closed) throw new IllegalStateException("the text of " + id + " was let go");
        if (broken.isPresent()) throw new IOException(broken.get());
    }

    /// Adds what is not sent yet to the commit that makes the first message of it.
    void finish(Batch batch, long current) throws IOException {
        awaitSent();
        if (chunks > 0) {
            if (epoch != current) throw broken(new IOException("the store failed meanwhile"));
            batch.delete(Table.ARRIVING, Keys.id(id));
        }
        if (buffered > 0)
            batch.put(Table.CONTENT, Keys.part(id, chunks), Arrays.copyOf(buffer, buffered));
        batch.put(Table.CONTENT, Keys.id(id), new TextRecord(1, measure()).write());
    }

    @Override
    public Measure measure() {
        return measurer.measure();
    }

    /// The commit that uses it failed: whether there is a message of it is not known.
    IOException broken(IOException why) {
        broken = Optional.of(Objects.requireNonNullElse(why.getMessage(), why.toString()));
        return why;
    }

    /// The commit that makes the first message of it is on disk.
    void stored() {
        stored = true;
        buffer = NONE;
        underWay = NONE;
    }

    /// Whether there is, or was, a message of it.
    boolean isStored() {
        return stored;
    }

    /// The last message of it may be gone: whoever closes it must look.
    void orphan() {
        orphan = true;
    }

    boolean isOrphan() {
        return orphan;
    }

    boolean isSentAhead() {
        return chunks > 0;
    }

    long epochSent() {
        return epoch;
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        buffer = NONE;
        underWay = NONE;
        texts.letGo(this);
    }
}
