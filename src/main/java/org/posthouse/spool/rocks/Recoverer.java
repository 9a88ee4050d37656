package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.mail.MessageId;
import org.posthouse.spool.Shard;

/// Brings a store that was just opened into order: at the start of the process, and after an error
/// in the midst of it. Nobody else uses the store meanwhile.
final class Recoverer implements Gate.Recovery {
    private static final byte[] FORMAT = {1};

    private final Ledger ledger;
    private final Map<MessageId, RocksDraft> held;
    private volatile Shard.Recovery found = new Shard.Recovery(0, 0);

    Recoverer(Ledger ledger, Map<MessageId, RocksDraft> held) {
        this.ledger = ledger;
        this.held = held;
    }

    /// What the latest recovery found.
    Shard.Recovery found() {
        return found;
    }

    @Override
    public void recover(Store store) throws IOException {
        Optional<byte[]> format = store.get(Table.META, Keys.FORMAT);
        if (format.isEmpty())
            store.commit(
                    List.of(new Batch().put(Table.META, Keys.FORMAT, FORMAT)), Durability.SYNCED);
        else if (!Arrays.equals(format.get(), FORMAT))
            throw new IOException(
                    "the spool was written by a later version of Posthouse (format "
                            + format.get()[0]
                            + "); use that version");
        Optional<byte[]> marks = store.get(Table.META, Keys.MARKS);
        if (marks.isPresent()) ledger.resume(Marks.read(marks.get()));
        found = new Shard.Recovery(Sweep.sweep(store, this::spared), ledger.messages());
    }

    /// A text that was accepted in this process is on disk whatever happened since; its messages
    /// are gone, but the draft still holds it. One that was not may be cut off, and its draft knows
    /// that by the epoch.
    private boolean spared(MessageId id) {
        RocksDraft draft = held.get(id);
        return draft != null && draft.isStored();
    }
}
