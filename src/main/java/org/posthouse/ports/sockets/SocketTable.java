package org.posthouse.ports.sockets;

import module java.base;

/// Reads `/proc/net/tcp` and its sisters, which show the sockets of one network namespace, line by
/// line through a buffer.
///
/// The kernel lists all TCP sockets that listen before the first connection
/// (Documentation/networking/proc_net_tcp.rst), so that a server's hundred thousand connections
/// need not be read. Systems that imitate `/proc` may be less orderly: only after [#PATIENCE] lines
/// in a row without a listener is the rest left.
final class SocketTable {
    /// Lines.
    private static final int PATIENCE = 1_000;

    private static final int BUFFER = 1 << 16;
    private static final byte[] HEADING = "local_address".getBytes(StandardCharsets.US_ASCII);

    /// Takes a line that is a callable socket.
    @FunctionalInterface
    interface Sink {
        void row(TableLine line);
    }

    private final Transport transport;
    private final TableLine line;
    private final byte[] buffer = new byte[BUFFER];
    private final Sink sink;
    private int others;
    private int unreadable;
    private boolean headed;

    SocketTable(Transport transport, ByteOrder order, Sink sink) {
        this.transport = transport;
        this.line = new TableLine(order);
        this.sink = sink;
    }

    /// @return how many lines could not be understood
    /// @throws FileNotFoundException when the kernel has no such table, or does not show it
    /// @throws Unreadable when it is something else
    int read(String file) throws IOException {
        try (var in = new FileInputStream(file)) {
            int kept = 0;
            for (int got = in.read(buffer); got > 0 && others < PATIENCE; ) {
                kept = lines(file, kept + got);
                if (kept == BUFFER) kept = 0; // no line is that long
                got = in.read(buffer, kept, BUFFER - kept);
            }
            if (kept > 0) line(file, 0, kept);
        }
        return unreadable;
    }

    /// @return how many octets at the buffer's beginning are the beginning of a line
    private int lines(String file, int length) throws Unreadable {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (buffer[i] != '\n') continue;
            line(file, from, i);
            from = i + 1;
        }
        System.arraycopy(buffer, from, buffer, 0, length - from);
        return length - from;
    }

    private void line(String file, int from, int to) throws Unreadable {
        if (!headed) {
            if (!isHeading(from, to))
                throw new Unreadable(file + " is no table of sockets: its heading is missing");
            headed = true;
        } else if (!line.parse(buffer, from, to)) {
            unreadable++;
        } else if (line.isCallable(transport)) {
            others = 0;
            sink.row(line);
        } else if (transport == Transport.TCP && !line.isHalfMade()) {
            others++;
        }
    }

    private boolean isHeading(int from, int to) {
        for (int i = from; i + HEADING.length <= to; i++) {
            if (Arrays.mismatch(buffer, i, i + HEADING.length, HEADING, 0, HEADING.length) < 0)
                return true;
        }
        return false;
    }
}
