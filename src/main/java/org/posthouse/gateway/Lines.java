package org.posthouse.gateway;

import module java.base;

/// The lines of a text of any size. A line too long for memory comes in pieces, broken at a space
/// where it has one.
final class Lines {
    private static final int LONGEST = 16 * 1024;

    private final Reader in;
    private final StringBuilder line = new StringBuilder();
    private int peeked = -2;

    Lines(Reader in) {
        this.in = in;
    }

    /// Without its end: CRLF, LF, CR or a form feed, which only printers understood.
    Optional<String> next() throws IOException {
        int c = read();
        if (c < 0 && line.isEmpty()) return Optional.empty();
        while (c >= 0 && c != '\n' && c != '\r' && c != '\f') {
            line.append((char) c);
            if (line.length() >= LONGEST) return Optional.of(piece());
            c = read();
        }
        if (c == '\r') {
            int after = read();
            if (after != '\n') peeked = after;
        }
        String whole = line.toString();
        line.setLength(0);
        return Optional.of(whole);
    }

    private String piece() {
        int end = line.lastIndexOf(" ") + 1;
        if (end < LONGEST / 2) end = line.length();
        // a character of two halves stays whole
        if (Character.isHighSurrogate(line.charAt(end - 1))) end--;
        String piece = line.substring(0, end);
        line.delete(0, end);
        return piece;
    }

    private int read() throws IOException {
        if (peeked == -2) return in.read();
        int c = peeked;
        peeked = -2;
        return c;
    }
}
