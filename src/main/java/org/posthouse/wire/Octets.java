package org.posthouse.wire;

import module java.base;

import org.posthouse.wire.Connection.Ending;

/// A connection as a stream of octets both ways, for a protocol that has no lines: the deadlines
/// and the drain of its [Connection] hold, and what was written leaves before we wait for the peer.
///
/// For the one thread of the conversation; nothing else of the connection may be read or written by
/// then.
public final class Octets {
    /// The most that [#has] can be asked for.
    public static final int MOST = 8192;

    private static final int BUFFER = 2 * MOST;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Lifeline life;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private Duration patience = Duration.ofMinutes(2);
    private long until = Long.MAX_VALUE;

    Octets(Socket socket, OutputStream out, Lifeline life) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = out;
        this.life = life;
    }

    /// From now on each wait for the peer lasts so long at most.
    public void patience(Duration limit) {
        patience = limit;
        until = Long.MAX_VALUE;
        life.patience(limit);
    }

    /// From now on all waits together last so long at most, until the next [#patience].
    public void within(Duration limit) {
        patience(limit);
        until = System.nanoTime() + limit.toNanos();
    }

    /// Waits for the first octet of something new. The connection is idle by then: a drain ends it.
    ///
    /// @return whether there is one
    public boolean begins() throws IOException {
        if (from < to) return true;
        life.beIdle();
        boolean read = false;
        boolean drained = false;
        try {
            read = fill();
        } finally {
            drained = !life.wake();
        }
        return read && !drained;
    }

    /// Waits until that many octets lie in the buffer, from [#from] on.
    ///
    /// @param octets at most [#MOST]
    /// @return false when the line ends before
    public boolean has(int octets) throws IOException {
        while (to - from < octets) if (!fill()) return false;
        return true;
    }

    public byte[] buffer() {
        return buffer;
    }

    public int from() {
        return from;
    }

    /// So many octets of those [#has] told of are read now.
    public void taken(int octets) {
        from += octets;
    }

    /// Whether there is something to read without waiting.
    public boolean ready() throws IOException {
        if (from < to) return true;
        try {
            return in.available() > 0;
        } catch (SocketException _) {
            return true; // an end, as the next read will tell
        }
    }

    private boolean fill() throws IOException {
        flush();
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (!life.open()) return false;
        life.within(left());
        int read;
        try {
            read = in.read(buffer, to, buffer.length - to);
        } catch (SocketException _) {
            read = -1; // reset by the peer: it will say no more
        } finally {
            life.none();
        }
        if (read > 0) to += read;
        else life.ended();
        return read > 0;
    }

    private Duration left() {
        if (until == Long.MAX_VALUE) return patience;
        return Duration.ofNanos(Math.max(1, until - System.nanoTime()));
    }

    /// Writes octets; they leave when there are many, before the next wait, or at [#flush].
    public void write(byte[] octets, int offset, int length) throws IOException {
        life.beginWriting();
        try {
            out.write(octets, offset, length);
        } finally {
            life.endWriting();
        }
    }

    public void flush() throws IOException {
        life.beginWriting();
        try {
            out.flush();
        } finally {
            life.endWriting();
        }
    }

    /// Why no more octets come.
    public Ending ending() {
        return life.ending();
    }

    /// Whether this conversation is to come to its end soon: we are shutting down, or the line has
    /// ended already.
    public boolean leaving() {
        return life.draining() || !life.open();
    }

    /// Breaks the line so that the peer knows it is broken: what it has heard is no end.
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
