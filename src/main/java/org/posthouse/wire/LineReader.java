package org.posthouse.wire;

import module java.base;

/// Reads lines of octets from a stream and lends its buffer to [DotText]. Before each read that may
/// wait it flushes what was written, so that replies to pipelined commands leave together (RFC 2920
/// section 3.2). For one thread.
final class LineReader {
    private static final int BUFFER = 4096;
    private static final int WIDE = 65_536;

    private InputStream in;
    private final Flushable before;
    private BooleanSupplier erased = () -> false;
    private boolean restarted;
    private byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;

    LineReader(InputStream in, Flushable before) {
        this.in = in;
        this.before = before;
    }

    /// The next line without its ending.
    ///
    /// @param longest octets, the ending not counted; a longer line is read to its end and
    ///   reported, not kept
    Line line(int longest) throws IOException {
        if (from == to && !fill()) return Line.Nothing.END;
        int end = lineFeed(from);
        if (end < 0) return inPieces(longest);
        int start = from;
        from = end + 1;
        return line(buffer, start, end - start, longest);
    }

    /// A line of which the buffer holds but the beginning.
    private Line inPieces(int longest) throws IOException {
        var kept = new ByteArrayOutputStream();
        long octets = 0;
        boolean cr = false; // whether the piece before this one ended with it
        int end = -1;
        while (end < 0) {
            octets += to - from;
            if (octets <= longest + 1L) kept.write(buffer, from, to - from);
            cr = buffer[to - 1] == '\r';
            if (!fill()) return Line.Nothing.CUT;
            if (restarted) {
                kept.reset();
                octets = 0;
            }
            end = lineFeed(from);
        }
        octets += end - from;
        if (octets <= longest + 1L) kept.write(buffer, from, end - from);
        if (end > from) cr = buffer[end - 1] == '\r';
        from = end + 1;
        return octets <= longest + 1L
                ? line(kept.toByteArray(), 0, kept.size(), longest)
                : new Line.TooLong(cr ? octets - 1 : octets);
    }

    private static Line line(byte[] octets, int start, int length, int longest) {
        boolean crlf = length > 0 && octets[start + length - 1] == '\r';
        int bare = crlf ? length - 1 : length;
        if (bare > longest) return new Line.TooLong(bare);
        String text = new String(octets, start, bare, StandardCharsets.ISO_8859_1);
        return crlf && text.indexOf('\r') < 0 ? new Line.Text(text) : new Line.Stray(text);
    }

    private int lineFeed(int start) {
        for (int i = start; i < to; i++) if (buffer[i] == '\n') return i;
        return -1;
    }

    /// Puts TELNET beneath the lines that are still to come; it may say that the beginning of one,
    /// read before, is to be forgotten.
    Telnet telnet(OutputStream out, TelnetManner manner) {
        if (from < to) throw new IllegalStateException("octets were read already");
        var telnet = new Telnet(in, out, manner);
        in = telnet;
        erased = telnet::erased;
        return telnet;
    }

    /// Hands on all octets up to the end.
    void rest(DotText.Sink sink) throws IOException {
        long octets = 0;
        do {
            if (from < to) sink.write(buffer, from, to - from);
            octets += to - from;
            from = to;
            if (octets > BUFFER) widen();
        } while (fill());
    }

    /// Whether a complete line waits in the buffer, so that reading it cannot block.
    boolean hasLine() {
        return lineFeed(from) >= 0;
    }

    /// Whether octets wait that nobody has asked for.
    boolean hasMore() {
        return from < to;
    }

    /// Reads more octets; those not taken are forgotten.
    ///
    /// @return whether any came before the end
    boolean fill() throws IOException {
        before.flush();
        from = 0;
        to = 0;
        int read = in.read(buffer, 0, buffer.length);
        to = Math.max(read, 0);
        restarted = erased.getAsBoolean();
        return read > 0;
    }

    /// A larger buffer for a long text; it is given back by [#narrow].
    void widen() {
        if (buffer.length >= WIDE || from < to) return;
        buffer = new byte[WIDE];
        from = 0;
        to = 0;
    }

    void narrow() {
        if (buffer.length == BUFFER || to - from > BUFFER) return;
        byte[] small = new byte[BUFFER];
        System.arraycopy(buffer, from, small, 0, to - from);
        to -= from;
        from = 0;
        buffer = small;
    }

    byte[] buffer() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    void taken(int upTo) {
        from = upTo;
    }
}
