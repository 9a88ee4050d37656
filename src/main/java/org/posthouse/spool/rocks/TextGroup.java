package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.mail.MessageId;

/// Puts together, for [Check], what lies under the id of one content: its record, then its chunks.
final class TextGroup {
    /// Is told of each content.
    interface Reader {
        /// @param text its record, unless it has none yet
        /// @param damage what is wrong with its octets, if anything is
        void read(MessageId id, Optional<TextRecord> text, Optional<String> damage)
                throws IOException;
    }

    private final Reader reader;
    private Optional<MessageId> id = Optional.empty();
    private Optional<TextRecord> text = Optional.empty();
    private Optional<String> damage = Optional.empty();
    private long size;
    private int chunks;

    TextGroup(Reader reader) {
        this.reader = reader;
    }

    void add(byte[] key, byte[] value) throws IOException {
        if (!id.equals(Optional.of(Keys.id(key)))) {
            end();
            id = Optional.of(Keys.id(key));
        }
        if (key.length == Long.BYTES) {
            text = Optional.of(TextRecord.read(value));
            return;
        }
        if (Keys.number(key) != chunks++) damage = Optional.of("has lost a part");
        size += value.length;
    }

    void end() throws IOException {
        if (id.isPresent()) {
            if (text.isEmpty()) damage = Optional.of("has no record");
            else if (text.get().measure().size() != size)
                damage = Optional.of("has not the size it came with");
            reader.read(id.get(), text, damage);
        }
        id = Optional.empty();
        text = Optional.empty();
        damage = Optional.empty();
        size = 0;
        chunks = 0;
    }
}
