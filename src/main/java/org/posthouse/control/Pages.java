package org.posthouse.control;

import module java.base;

import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.spool.Shard;

/// The messages of a shard one by one, read page by page.
final class Pages {
    private final Shard shard;
    private final int size;
    private Optional<MessageId> last;
    private Iterator<Message> page = Collections.emptyIterator();
    private boolean more = true;

    Pages(Shard shard, Optional<MessageId> after, int size) {
        this.shard = shard;
        this.size = size;
        this.last = after;
    }

    Optional<Message> next() throws IOException {
        if (!page.hasNext() && more) {
            List<Message> read = shard.list(last, size);
            more = read.size() == size;
            page = read.iterator();
        }
        if (!page.hasNext()) return Optional.empty();
        Message message = page.next();
        last = Optional.of(message.id());
        return Optional.of(message);
    }
}
