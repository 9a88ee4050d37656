package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Measure;
import org.posthouse.mail.MessageId;

/// A content in the store, read chunk by chunk.
record StoredContent(Gate gate, MessageId id, Measure measure) implements Content {
    @Override
    public InputStream open() {
        return new Chunks();
    }

    /// One chunk in memory at a time.
    private final class Chunks extends InputStream {
        private byte[] chunk = {};
        private int at;
        private int next;
        private long left = measure.size();

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, into.length);
            if (length == 0) return 0;
            if (at == chunk.length && !load()) return -1;
            int part = Math.min(length, chunk.length - at);
            System.arraycopy(chunk, at, into, offset, part);
            at += part;
            return part;
        }

        @Override
        public int available() {
            return chunk.length - at;
        }

        private boolean load() throws IOException {
            if (left == 0) return false;
            byte[] key = Keys.part(id, next);
            byte[] loaded =
                    gate.read(store -> store.get(Table.CONTENT, key))
                            .orElseThrow(() -> new IOException("the text of " + id + " is gone"));
            if (loaded.length != Math.min(left, RocksDraft.CHUNK))
                throw new DamagedRecord("chunk " + next + " of " + id + " has the wrong size");
            chunk = loaded;
            at = 0;
            next++;
            left -= loaded.length;
            return true;
        }
    }
}
