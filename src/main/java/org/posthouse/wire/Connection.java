package org.posthouse.wire;

import module java.base;

/// One connection, seen from either end: lines and texts in, lines and texts out, with a deadline
/// and a transcript.
///
/// Used by the one thread of its conversation; only [#drain] and the deadline come from others.
/// They do not close the socket but end its input, so that the conversation wakes at the end of its
/// lines and can still say why it goes.
public final class Connection implements Closeable {
    /// Why no more lines come.
    public enum Ending {
        /// They still may.
        OPEN,
        /// The peer closed its side.
        PEER,
        /// The peer did not do its part in time.
        LATE,
        /// We are shutting down.
        DRAINING
    }

    private static final int OUT_BUFFER = 2048;

    /// Octets of a text for which a deadline is given at a time.
    public static final int STRIDE = Stride.OCTETS;

    private final Socket socket;
    private final Transcript transcript;
    private final boolean recorded;
    private final LineReader reader;
    private Optional<Telnet> telnet = Optional.empty();
    private final BufferedOutputStream out;
    private final Lifeline life;

    public Connection(Socket socket, Transcript transcript) throws IOException {
        this.socket = socket;
        this.transcript = transcript;
        this.recorded = !transcript.equals(Transcript.NONE);
        socket.setTcpNoDelay(true);
        this.out = new BufferedOutputStream(socket.getOutputStream(), OUT_BUFFER);
        this.reader = new LineReader(socket.getInputStream(), out);
        this.life = new Lifeline(socket);
    }

    /// Connects to a host, trying its addresses in turn.
    ///
    /// @throws ConnectException when it refuses the connection
    /// @throws IOException in words for an operator: which address, and what was wrong with it
    public static Connection open(String host, int port, Duration limit, Transcript transcript)
            throws IOException {
        return new Connection(Dialling.connect(host, port, limit, transcript), transcript);
    }

    /// Takes what the peer says for the data of a TELNET connection (RFC 854): its commands are no
    /// part of lines and texts, and what it offers or asks for is declined. To be called before
    /// anything is read.
    public void telnet() {
        telnet(TelnetManner.SPOKEN);
    }

    /// As [#telnet()], as far as the manner goes.
    public void telnet(TelnetManner manner) {
        try {
            socket.setOOBInline(true); // the Synch signal is urgent data, else left out
        } catch (SocketException _) {
            return; // it is gone: there is nothing to read
        }
        telnet = Optional.of(reader.telnet(out, manner));
    }

    /// The next line. While it is awaited the connection counts as idle, between commands.
    ///
    /// @param longest octets, the ending not counted
    /// @param limit for the whole line to come
    public Line line(int longest, Duration limit) throws IOException {
        life.awaiting(limit);
        boolean waiting = !reader.hasLine();
        if (waiting) life.beIdle();
        boolean drained = false;
        Line line;
        try {
            line = reader.line(longest);
        } catch (SocketException e) {
            life.ended(); // reset by the peer: it will say no more
            line = Line.Nothing.END;
        } finally {
            life.none();
            drained = waiting && !life.wake();
        }
        if (drained) line = Line.Nothing.END; // what came just then is answered by a farewell
        if (line instanceof Line.Nothing) life.ended();
        heard(line);
        return line;
    }

    /// Waits for the peer to say something of itself, and does not hold silence against it: unlike
    /// the limit of [#line], this one leaves the connection as it is.
    ///
    /// @return whether there is something to read, be it the end
    public boolean hears(Duration limit) throws IOException {
        if (reader.hasMore()) return true;
        flush();
        socket.setSoTimeout(Math.toIntExact(Math.max(1, limit.toMillis()))); // 0 is for ever
        try {
            reader.fill();
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (SocketException _) {
            return true; // an end, as the next line will tell
        } finally {
            if (!socket.isClosed()) socket.setSoTimeout(0);
        }
    }

    private void heard(Line line) {
        if (!recorded) return;
        switch (line) {
            case Line.Text(var text) -> transcript.said(Transcript.Side.THEIRS, text);
            case Line.Stray(var text) ->
                    transcript.said(Transcript.Side.THEIRS, text + " (no CRLF)");
            case Line.TooLong(var octets) ->
                    transcript.said(
                            Transcript.Side.NOTE, "a line of " + octets + " octets, too long");
            case Line.Nothing _ ->
                    transcript.said(Transcript.Side.NOTE, "end of input: " + life.ending());
        }
    }

    /// A text, up to and with its ending.
    ///
    /// @param limit for every [#STRIDE] octets of it, and so a least speed (RFC 5321 section
    ///   4.5.3.2.5)
    /// @throws EOFException when the line ends first; [#ending] says why
    public DotText.Ended text(DotText.Sink sink, Duration limit) throws IOException {
        return text(sink, limit, DotText.Transparency.DOUBLED);
    }

    /// As [#text(DotText.Sink, Duration)], where the protocol may have no transparency.
    public DotText.Ended text(DotText.Sink sink, Duration limit, DotText.Transparency transparency)
            throws IOException {
        life.awaiting(limit);
        telnet.ifPresent(Telnet::textBegins);
        try {
            var stride = life.stride(limit);
            DotText.Ended ended =
                    DotText.read(
                            reader,
                            transparency,
                            (octets, offset, length) -> {
                                sink.write(octets, offset, length);
                                stride.passed(length);
                            });
            if (recorded)
                transcript.said(Transcript.Side.NOTE, "a text of " + ended.octets() + " octets");
            return ended;
        } catch (EOFException | SocketException e) {
            life.ended();
            throw e instanceof EOFException end ? end : new EOFException(Dialling.reason(e));
        } finally {
            telnet.ifPresent(Telnet::textEnds);
            life.none();
        }
    }

    /// All that the peer says until it ends its side: a text of a data connection (RFC 765, stream
    /// mode).
    ///
    /// @param limit for every [#STRIDE] octets of it
    /// @throws EOFException when the line breaks, or [#ending] is another than the peer's
    public void rest(DotText.Sink sink, Duration limit) throws IOException {
        life.awaiting(limit);
        try {
            var stride = life.stride(limit);
            reader.rest(
                    (octets, offset, length) -> {
                        sink.write(octets, offset, length);
                        stride.passed(length);
                    });
        } catch (SocketException e) {
            life.ended();
            throw new EOFException(Dialling.reason(e));
        } finally {
            life.none();
        }
        if (!life.open()) throw new EOFException("the line was cut: " + life.ending());
        life.ended();
    }

    /// Writes a line and its CRLF. It leaves when the buffer is full, when we next wait for the
    /// peer, or at [#flush]. A peer that takes nothing is cut off after the limit of the latest
    /// wait for it.
    ///
    /// @param line the characters 0 to 255, no CR or LF among them
    public void send(String line) throws IOException {
        life.beginWriting();
        try {
            out.write(line.getBytes(StandardCharsets.ISO_8859_1));
            out.write('\r');
            out.write('\n');
        } finally {
            life.endWriting();
        }
        if (recorded) transcript.said(Transcript.Side.OURS, line);
    }

    /// Writes a line as [#send] does of which the transcript gets another one: it holds a secret.
    public void sendSecret(String line, String shown) throws IOException {
        life.beginWriting();
        try {
            out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        } finally {
            life.endWriting();
        }
        if (recorded) transcript.said(Transcript.Side.OURS, shown);
    }

    /// Writes a text with its ending ([DotText#write]) and flushes.
    ///
    /// @param limit for every [#STRIDE] octets to be taken by the peer
    public void send(InputStream text, Duration limit) throws IOException {
        send(text, limit, DotText.Transparency.DOUBLED);
    }

    /// As [#send(InputStream, Duration)], where the protocol may have no transparency.
    public void send(InputStream text, Duration limit, DotText.Transparency transparency)
            throws IOException {
        writing(limit, strided -> DotText.write(text, strided, transparency));
        if (recorded) transcript.said(Transcript.Side.OURS, "(text) .");
    }

    /// This connection is there for one text, which its end ends: until [#sendRest] has written all
    /// of it, whatever closes the connection (a fault, a deadline, the end of this process) resets
    /// it, so that nobody takes a part for the whole.
    public void beginRest() throws IOException {
        socket.setSoLinger(true, 0);
    }

    /// Writes a text that this connection is there for, its lines ended with CRLF, and ends our
    /// side: the peer knows the text's end by that (RFC 765, stream mode).
    ///
    /// @param limit for every [#STRIDE] octets to be taken by the peer
    public void sendRest(InputStream text, Duration limit) throws IOException {
        writing(limit, strided -> DotText.writeLines(text, strided));
        socket.shutdownOutput();
        socket.setSoLinger(false, 0);
        if (recorded) transcript.said(Transcript.Side.OURS, "(text, and the end)");
    }

    private interface Writer {
        void write(OutputStream to) throws IOException;
    }

    private void writing(Duration limit, Writer writer) throws IOException {
        life.beginWriting(limit);
        try {
            var stride = life.stride(limit);
            writer.write(
                    new FilterOutputStream(out) {
                        @Override
                        public void write(byte[] octets, int offset, int length)
                                throws IOException {
                            out.write(octets, offset, length);
                            stride.passed(length);
                        }
                    });
            out.flush();
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

    /// Whether the peer has sent more than was read, for a receiver that must not be spoken to
    /// early.
    public boolean hasMore() {
        return reader.hasMore();
    }

    public Octets octets() throws IOException {
        return new Octets(socket, out, life);
    }

    public Ending ending() {
        return life.ending();
    }

    public InetSocketAddress peer() {
        return (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    public InetSocketAddress local() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /// From another thread: ends the conversation at its next wait for a command; at once, if it
    /// waits for one now.
    public void drain() {
        life.drain();
    }

    /// From another thread: ends it now, whatever it does.
    public void abort() {
        life.abort();
    }

    /// Sends what is still to be sent, waits no longer than a moment, and lets go.
    @Override
    public void close() throws IOException {
        life.part();
        try (socket) {
            out.flush();
            if (life.open() && !socket.isClosed()) hearOut();
        } finally {
            life.forget();
        }
    }

    /// A connection closed over octets that nobody read is reset, and many a system then forgets
    /// what it has received too, our last words with it. So a peer that is still talking is heard,
    /// not listened to, until it ends or our patience does.
    private void hearOut() throws IOException {
        InputStream in = socket.getInputStream();
        if (!reader.hasMore() && in.available() == 0) return;
        socket.shutdownOutput();
        in.transferTo(OutputStream.nullOutputStream());
    }
}
