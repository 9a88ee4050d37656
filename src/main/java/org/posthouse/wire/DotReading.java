package org.posthouse.wire;

import module java.base;

/// One text being read: a state machine over the reader's buffer that hands on runs of octets
/// without copying them.
final class DotReading {
    private enum At {
        LINE_START,
        /// After a period at the start of a line, which has not been handed on.
        DOT,
        /// After a period and CR at the start of a line, neither handed on.
        DOT_CR,
        LINE,
        CR
    }

    private static final byte[] PERIOD_CR = {'.', '\r'};
    private static final int LARGE = 16_384;

    private final LineReader reader;
    private final boolean doubled;
    private final DotText.Sink sink;
    private At at = At.LINE_START;
    private long octets;
    private long line;
    private long longest;
    private boolean stray;

    DotReading(LineReader reader, DotText.Transparency transparency, DotText.Sink sink) {
        this.reader = reader;
        this.doubled = transparency == DotText.Transparency.DOUBLED;
        this.sink = sink;
    }

    DotText.Ended read() throws IOException {
        while (!scan()) {
            if (octets > LARGE) reader.widen();
            if (!reader.fill()) throw new EOFException("the line ended before the text did");
        }
        reader.narrow();
        return new DotText.Ended(octets, longest, stray);
    }

    /// Goes through the buffer once.
    ///
    /// @return whether the text has ended
    private boolean scan() throws IOException {
        byte[] buffer = reader.buffer();
        int to = reader.to();
        int run = reader.from(); // the first octet not handed on yet
        for (int i = run; i < to; i++) {
            byte octet = buffer[i];
            switch (at) {
                case LINE -> {
                    if (octet == '\r') at = At.CR;
                    else if (octet == '\n') stray = true;
                }
                case CR -> {
                    if (octet == '\n') {
                        endLine(run, i);
                        at = At.LINE_START;
                    } else if (octet != '\r') {
                        stray = true;
                        at = At.LINE;
                    } else stray = true;
                }
                case LINE_START -> {
                    if (octet == '.') {
                        hand(buffer, run, i);
                        run = i + 1;
                        at = At.DOT;
                    } else {
                        at = octet == '\r' ? At.CR : At.LINE;
                        if (octet == '\n') stray = true;
                    }
                }
                case DOT -> {
                    if (octet == '\r') {
                        run = i + 1;
                        at = At.DOT_CR;
                    } else {
                        if (!doubled) hand(PERIOD_CR, 0, 1);
                        at = At.LINE; // a period that was transparency is gone
                        if (octet == '\n') stray = true;
                    }
                }
                case DOT_CR -> {
                    if (octet == '\n') {
                        reader.taken(i + 1);
                        return true;
                    }
                    stray = true;
                    hand(PERIOD_CR, doubled ? 1 : 0, 2);
                    at = octet == '\r' ? At.CR : At.LINE;
                }
            }
        }
        hand(buffer, run, to);
        reader.taken(to);
        return false;
    }

    private void endLine(int run, int lineFeed) {
        longest = Math.max(longest, line + (lineFeed + 1 - run));
        // What this run still holds of the ended line is taken off when the run is handed on.
        line = (long) run - lineFeed - 1;
    }

    private void hand(byte[] buffer, int run, int end) throws IOException {
        if (end <= run) return;
        sink.write(buffer, run, end - run);
        octets += end - run;
        line += end - run;
    }
}
