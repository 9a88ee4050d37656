package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Measure;
import org.posthouse.mail.MessageId;
import org.posthouse.spool.Draft;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The texts: those that come in, and how many messages refer to each. All that reads a count and
/// writes it again is called with the lock of the text held.
final class Texts {
    private static final Logger LOG = LoggerFactory.getLogger(Texts.class);

    private static final byte[] NONE = {};
    private static final int FEW = 16; // chunks that are removed one by one, not as a range

    private final Gate gate;
    private final Committer committer;
    private final Reserve reserve;
    private final Locks locks;
    private final Map<MessageId, RocksDraft> held;

    /// @param held drafts that are not closed yet; recovery sees them too
    Texts(
            Gate gate,
            Committer committer,
            Reserve reserve,
            Locks locks,
            Map<MessageId, RocksDraft> held) {
        this.gate = gate;
        this.committer = committer;
        this.reserve = reserve;
        this.locks = locks;
        this.held = held;
    }

    static RocksDraft ours(Draft draft) {
        if (draft instanceof RocksDraft ours) return ours;
        throw new IllegalArgumentException("a draft of another spool");
    }

    void need(long octets) throws IOException {
        reserve.need(octets);
    }

    long epoch() throws IOException {
        return gate.epoch();
    }

    Work submit(Batch batch, long epoch) throws IOException {
        return committer.submit(batch, Durability.UNSYNCED, epoch);
    }

    RocksDraft draft(MessageId id) {
        var draft = new RocksDraft(id, this);
        held.put(id, draft);
        return draft;
    }

    /// Whether a draft has this id, which a message may get yet.
    boolean isHeld(MessageId id) {
        return held.containsKey(id);
    }

    /// Adds a reference.
    void refer(Batch batch, RocksDraft draft, long epoch) throws IOException {
        draft.needUsable();
        if (!draft.isStored()) {
            draft.finish(batch, epoch);
            return;
        }
        TextRecord text =
                find(draft.id())
                        .orElseThrow(() -> new DamagedRecord("text " + draft.id() + " is missing"));
        if (text.references() == 0) batch.delete(Table.ARRIVING, Keys.id(draft.id()));
        batch.put(Table.CONTENT, Keys.id(draft.id()), text.with(text.references() + 1).write());
    }

    /// Takes a reference away, and the text with the last one, unless a draft holds it.
    void release(Batch batch, MessageId id) throws IOException {
        Optional<TextRecord> found = find(id);
        if (found.isEmpty()) return; // check() tells of it; the message must still be able to go
        TextRecord text = found.get();
        RocksDraft holder = held.get(id);
        if (text.references() > 1) {
            batch.put(Table.CONTENT, Keys.id(id), text.with(text.references() - 1).write());
        } else if (holder != null) {
            holder.orphan();
            batch.put(Table.CONTENT, Keys.id(id), text.with(0).write());
            batch.put(Table.ARRIVING, Keys.id(id), NONE); // should the process end before it does
        } else {
            remove(batch, id, text.measure().size());
        }
    }

    static void remove(Batch batch, MessageId id, long size) {
        long chunks = (size + RocksDraft.CHUNK - 1) / RocksDraft.CHUNK;
        if (chunks > FEW) {
            batch.deleteRange(Table.CONTENT, Keys.id(id), Keys.after(id));
        } else {
            batch.delete(Table.CONTENT, Keys.id(id));
            for (int i = 0; i < chunks; i++) batch.delete(Table.CONTENT, Keys.part(id, i));
        }
    }

    /// A draft is closed. Nobody waits for this: what cannot be removed now is marked, and swept
    /// when the store is opened the next time.
    void letGo(RocksDraft draft) {
        try (var _ = locks.hold(draft.id())) {
            held.remove(draft.id());
            if (draft.isOrphan()) {
                long epoch = gate.epoch();
                Optional<TextRecord> text = find(draft.id());
                if (text.isPresent() && text.get().references() == 0)
                    removeMarked(draft.id(), draft.size(), epoch);
            } else if (!draft.isStored() && draft.isSentAhead()) {
                // If an accept failed, so that there may be a message of it after all, that epoch
                // is
                // over, and this will be refused.
                removeMarked(draft.id(), draft.size(), draft.epochSent());
            }
        } catch (IOException e) {
            LOG.debug("{} left to be swept: {}", draft.id(), e.getMessage());
        }
    }

    private void removeMarked(MessageId id, long size, long epoch) throws IOException {
        var batch = new Batch().delete(Table.ARRIVING, Keys.id(id));
        remove(batch, id, size);
        submit(batch, epoch);
    }

    private Optional<TextRecord> find(MessageId id) throws IOException {
        Optional<byte[]> octets = gate.read(store -> store.get(Table.CONTENT, Keys.id(id)));
        return octets.isEmpty() ? Optional.empty() : Optional.of(TextRecord.read(octets.get()));
    }

    Content content(MessageId id, Measure measure) {
        return new StoredContent(gate, id, measure);
    }
}
