package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Measure;

/// A content that says when it cannot be read: a sender does not tell a store that fails from a
/// line that breaks, and a hop is not to be blamed for our disk.
record WatchedContent(Content content, Runnable whenFailed) implements Content {
    @Override
    public Measure measure() {
        return content.measure();
    }

    @Override
    public InputStream open() throws IOException {
        return new Watched(watched(content::open));
    }

    private interface Reading<T> {
        T done() throws IOException;
    }

    private <T> T watched(Reading<T> reading) throws IOException {
        try {
            return reading.done();
        } catch (IOException e) {
            whenFailed.run();
            throw e;
        }
    }

    private final class Watched extends FilterInputStream {
        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return watched(in::read);
        }

        @Override
        public int read(byte[] octets, int offset, int length) throws IOException {
            return watched(() -> in.read(octets, offset, length));
        }

        @Override
        public long skip(long octets) throws IOException {
            return watched(() -> in.skip(octets));
        }
    }
}
