package org.posthouse.control;

import module java.base;

import tools.jackson.databind.node.ObjectNode;

/// One end of a control connection: a JSON object a line, either way. Octets go as lines too, in
/// base64, so that all of a dialogue can be read with a pager.
final class JsonLine implements Closeable {
    /// Octets of the longest line that is read: a question with ten thousand ids.
    static final int LONGEST = 256 * 1024;

    /// The last line of octets.
    private static final String END = "end";

    private static final String OCTETS = "octets";
    private static final int CHUNK = 48 * 1024; // 64 KiB in base64

    private static final int BUFFER = 32 * 1024;

    private final SocketChannel channel;
    private final Optional<Patience> patience;
    private final int longest;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER).flip();
    private final ByteBuffer out = ByteBuffer.allocate(BUFFER);

    private JsonLine(SocketChannel channel, Optional<Patience> patience, int longest) {
        this.channel = channel;
        this.patience = patience;
        this.longest = longest;
    }

    /// A server's end, which trusts nobody to be quick or brief.
    static JsonLine server(SocketChannel channel, Patience patience) {
        return new JsonLine(channel, Optional.of(patience), LONGEST);
    }

    /// A client's end, which waits as long as the work takes.
    static JsonLine client(SocketChannel channel) {
        return new JsonLine(channel, Optional.empty(), Integer.MAX_VALUE);
    }

    /// The next line.
    ///
    /// @throws LineBroken when the connection ends before it, or in the midst of it
    Fields read() throws LineBroken, Unreadable {
        flush();
        var waiting = patience.map(p -> p.with(channel));
        try {
            return Json.read(line());
        } catch (LineBroken e) {
            throw e;
        } catch (IOException e) {
            throw new LineBroken(e);
        } finally {
            waiting.ifPresent(w -> w.cancel(false));
        }
    }

    private String line() throws IOException, Unreadable {
        var octets = new ByteArrayOutputStream();
        while (true) {
            int start = in.position();
            while (in.hasRemaining()) {
                if (in.get() != '\n') continue;
                octets.write(in.array(), start, in.position() - 1 - start);
                return octets.toString(StandardCharsets.UTF_8);
            }
            octets.write(in.array(), start, in.position() - start);
            if (octets.size() > longest) throw new Unreadable("the line is too long");
            in.clear();
            int n = channel.read(in);
            in.flip();
            if (n < 0) throw new LineBroken("the other side hung up");
        }
    }

    /// Puts a line on its way, at the latest with the next [#flush] or [#read].
    void write(ObjectNode json) throws LineBroken {
        write(Json.line(json).getBytes(StandardCharsets.UTF_8));
        write(new byte[] {'\n'});
    }

    private void write(byte[] octets) throws LineBroken {
        for (int i = 0; i < octets.length; ) {
            if (!out.hasRemaining()) flush();
            int n = Math.min(out.remaining(), octets.length - i);
            out.put(octets, i, n);
            i += n;
        }
    }

    void flush() throws LineBroken {
        out.flip();
        if (out.hasRemaining()) {
            var waiting = patience.map(p -> p.with(channel));
            try {
                while (out.hasRemaining()) channel.write(out);
            } catch (IOException e) {
                throw new LineBroken(e);
            } finally {
                waiting.ifPresent(w -> w.cancel(false));
            }
        }
        out.clear();
    }

    /// Drops what could not be sent.
    void forget() {
        out.clear();
    }

    /// Octets become lines; closing does not close the connection and writes no end.
    OutputStream octets() {
        return new BufferedOutputStream(new Encoded(), CHUNK);
    }

    private final class Encoded extends OutputStream {
        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            for (int i = 0; i < length; i += CHUNK) {
                var chunk = ByteBuffer.wrap(octets, offset + i, Math.min(CHUNK, length - i));
                var text = Base64.getEncoder().encode(chunk);
                JsonLine.this.write(
                        Json.object()
                                .put(OCTETS, StandardCharsets.US_ASCII.decode(text).toString()));
            }
        }
    }

    void writeEnd() throws LineBroken {
        write(Json.object().put(END, true));
    }

    /// What such a line carries, if it carries octets.
    static Optional<byte[]> octets(Fields line) throws Unreadable {
        Optional<String> text = line.textIf(OCTETS);
        if (text.isEmpty()) return Optional.empty();
        try {
            return Optional.of(Base64.getDecoder().decode(text.get()));
        } catch (IllegalArgumentException _) {
            throw new Unreadable("\"octets\" is not base64");
        }
    }

    static boolean isEnd(Fields line) {
        return line.find(END).isPresent();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
