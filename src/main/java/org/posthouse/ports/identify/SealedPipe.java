package org.posthouse.ports.identify;

import module java.base;

/// TLS over another pipe, from our ClientHello on (RFC 8446).
final class SealedPipe implements Pipe {
    /// What came of the handshake.
    sealed interface Shake {
        record Done(SealedPipe pipe, Security security) implements Shake {}

        /// @param octets what the peer said first, empty when it said nothing
        /// @param why in words
        record Failed(String octets, String why) implements Shake {}
    }

    private static final int KEPT = 512; // of what the peer says first

    private final Pipe under;
    private final SSLEngine engine;
    private final long until;
    private final StringBuilder first = new StringBuilder();
    private ByteBuffer in; // sealed octets, ready to be read
    private final ByteBuffer out;
    private ByteBuffer open; // opened octets, ready to be read
    private boolean ended;

    private SealedPipe(Pipe under, SSLEngine engine, long until) {
        this.under = under;
        this.engine = engine;
        this.until = until;
        this.in = ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).flip();
        this.out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        this.open = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).flip();
    }

    /// Shakes hands.
    ///
    /// @param until when all must be over, as [System#nanoTime] tells it
    static Shake over(Pipe under, SSLEngine engine, Patience patience, long until) {
        var pipe = new SealedPipe(under, engine, until);
        try {
            engine.beginHandshake();
            if (pipe.shaken(patience)) return new Shake.Done(pipe, Certificates.security(engine));
            return pipe.failed(pipe.first.isEmpty() ? "no answer" : "it broke off");
        } catch (SSLException e) {
            return pipe.failed(Knock.reason(e));
        }
    }

    private Shake failed(String why) {
        return new Shake.Failed(first.toString(), why);
    }

    private boolean shaken(Patience patience) throws SSLException {
        while (System.nanoTime() - until < 0) {
            Duration limit = first.isEmpty() ? patience.probe() : patience.answer();
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> tasks();
                case NEED_WRAP -> {
                    if (!sealed(ByteBuffer.allocate(0))) return false;
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (opened(limit) < 0 || ended) return false;
                }
                case FINISHED, NOT_HANDSHAKING -> {
                    return true;
                }
            }
        }
        return false;
    }

    private void tasks() {
        for (Runnable task = engine.getDelegatedTask();
                task != null;
                task = engine.getDelegatedTask()) task.run();
    }

    /// Seals octets and writes them.
    private boolean sealed(ByteBuffer octets) throws SSLException {
        do {
            out.clear();
            SSLEngineResult result = engine.wrap(octets, out);
            out.flip();
            byte[] record = new byte[out.remaining()];
            out.get(record);
            if (record.length > 0 && !under.write(record)) return false;
            if (result.getStatus() == SSLEngineResult.Status.CLOSED) return false;
        } while (octets.hasRemaining());
        return true;
    }

    /// Opens one record, and reads for it if need be.
    ///
    /// @return how many octets came out of it, 0 for none or for silence, -1 at the end
    private int opened(Duration limit) throws SSLException {
        long end = Math.min(until, System.nanoTime() + limit.toNanos());
        while (true) {
            open.compact();
            SSLEngineResult result = engine.unwrap(in, open);
            open.flip();
            switch (result.getStatus()) {
                case OK -> {
                    return result.bytesProduced();
                }
                case CLOSED -> {
                    ended = true;
                    return END;
                }
                case BUFFER_OVERFLOW -> {
                    return open.remaining(); // to be taken first
                }
                case BUFFER_UNDERFLOW -> {
                    int read = fill(Duration.ofNanos(end - System.nanoTime()));
                    if (read <= 0) {
                        ended |= read == END;
                        return END;
                    }
                }
            }
        }
    }

    private int fill(Duration limit) {
        if (!limit.isPositive()) return SILENCE;
        byte[] octets = new byte[in.capacity() - in.remaining()];
        if (octets.length == 0) return END; // a record longer than any may be
        int read = under.read(octets, limit);
        if (read <= 0) return read;
        in.compact();
        in.put(octets, 0, read);
        in.flip();
        if (first.length() < KEPT)
            first.append(new String(octets, 0, read, StandardCharsets.ISO_8859_1));
        return read;
    }

    @Override
    public int read(byte[] into, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!open.hasRemaining()) {
                if (ended) return END;
                Duration left = Duration.ofNanos(end - System.nanoTime());
                if (!left.isPositive()) return SILENCE;
                int opened = opened(left);
                if (opened < 0) return ended ? END : SILENCE;
                if (!settled()) return END;
            }
        } catch (SSLException _) {
            ended = true;
            return END;
        }
        int count = Math.min(into.length, open.remaining());
        open.get(into, 0, count);
        return count;
    }

    /// What the peer may want of us between data: new keys.
    private boolean settled() throws SSLException {
        tasks();
        return engine.getHandshakeStatus() != SSLEngineResult.HandshakeStatus.NEED_WRAP
                || sealed(ByteBuffer.allocate(0));
    }

    @Override
    public boolean write(byte[] octets) {
        try {
            return sealed(ByteBuffer.wrap(octets));
        } catch (SSLException _) {
            return false;
        }
    }

    @Override
    public String ourAddress() {
        return under.ourAddress();
    }

    @Override
    public int ourPort() {
        return under.ourPort();
    }

    /// With a close_notify, then as the pipe beneath does.
    @Override
    public void close() {
        try {
            engine.closeOutbound();
            sealed(ByteBuffer.allocate(0));
        } catch (SSLException _) {
            // it is over either way
        } finally {
            under.close();
        }
    }
}
