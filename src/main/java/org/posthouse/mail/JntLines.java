package org.posthouse.mail;

import module java.base;

/// The lines of a message's header, and then its body with LF for each CRLF.
final class JntLines implements Closeable {
    sealed interface Next {}

    /// @param line without its end
    record Whole(String line) implements Next {}

    /// Of a line too long to be kept.
    ///
    /// @param part with the LF, where it is the last
    record Part(String part) implements Next {}

    record End() implements Next {}

    private static final int BLOCK = 8 * 1024;

    private final InputStream in;
    private final int most;
    private final byte[] block = new byte[BLOCK];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int at;
    private int filled;
    private boolean within; // a line of which a part was handed on
    private boolean owesCr;

    /// @param most octets of a line that is kept whole
    JntLines(InputStream in, int most) {
        this.in = in;
        this.most = most;
    }

    Next next() throws IOException {
        line.reset();
        while (at < filled || fill()) {
            byte octet = block[at++];
            if (octet == '\n') return ended();
            line.write(octet);
            if (line.size() > most) {
                // a CR may be half of the line's end
                int kept = line.toByteArray()[line.size() - 1] == '\r' ? 1 : 0;
                if (kept == 1) at--;
                within = true;
                return new Part(text().substring(0, line.size() - kept));
            }
        }
        if (line.size() > 0) return ended();
        return new End();
    }

    private Next ended() {
        String said = text();
        if (said.endsWith("\r")) said = said.substring(0, said.length() - 1);
        if (!within) return new Whole(said);
        within = false;
        return new Part(said + "\n");
    }

    private String text() {
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /// More of the body.
    ///
    /// @return octets, or -1 at its end
    int body(byte[] into, int offset, int length) throws IOException {
        int n = 0;
        while (n < length) {
            if (at == filled && (n > 0 && !owesCr || !fill())) break;
            byte octet = block[at];
            if (owesCr) {
                owesCr = false;
                if (octet != '\n') {
                    into[offset + n++] = '\r';
                    continue;
                }
            }
            at++;
            if (octet == '\r') owesCr = true;
            else into[offset + n++] = octet;
        }
        if (n == 0 && owesCr) {
            owesCr = false;
            into[offset + n++] = '\r';
        }
        return n == 0 ? -1 : n;
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, in.read(block));
        return filled > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
