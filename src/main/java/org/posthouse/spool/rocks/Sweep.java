package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.mail.MessageId;

/// Removes the texts that were arriving when the store was closed the last time (S1): those with a
/// mark, so that nothing else need be looked at.
final class Sweep {
    private static final int STEP = 1_000; // marks in a commit

    private Sweep() {}

    /// @param spared texts that a draft of this process still holds
    /// @return how many were swept
    static long sweep(Store store, Predicate<MessageId> spared) throws IOException {
        List<MessageId> marked = marked(store, spared);
        for (int from = 0; from < marked.size(); from += STEP) {
            var batch = new Batch();
            for (MessageId id : marked.subList(from, Math.min(from + STEP, marked.size())))
                sweep(store, batch, id);
            store.commit(List.of(batch), Durability.UNSYNCED);
        }
        return marked.size();
    }

    private static List<MessageId> marked(Store store, Predicate<MessageId> spared)
            throws IOException {
        var marked = new ArrayList<MessageId>();
        store.scan(
                Table.ARRIVING,
                Keys.FIRST,
                Keys.END,
                (key, _) -> {
                    MessageId id = Keys.id(key);
                    if (!spared.test(id)) marked.add(id);
                    return true;
                });
        return marked;
    }

    /// A text with messages is not removed, even if it should be marked.
    private static void sweep(Store store, Batch batch, MessageId id) throws IOException {
        Optional<byte[]> text = store.get(Table.CONTENT, Keys.id(id));
        if (text.isEmpty() || TextRecord.read(text.get()).references() == 0)
            batch.deleteRange(Table.CONTENT, Keys.id(id), Keys.after(id));
        batch.delete(Table.ARRIVING, Keys.id(id));
    }
}
