package org.posthouse.mail;

import module java.base;

/// Takes a [Measure] while octets stream by. One pass, no copy; not for two threads.
public final class Measurer {
    private static final byte[] RECEIVED = "received:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VIA = "via:".getBytes(StandardCharsets.US_ASCII);

    private long size;
    private long line;
    private long longest;
    private int bits;
    private boolean nul;
    private boolean afterCr;
    private boolean inHeader = true;
    private byte[] trace = RECEIVED; // the field that this line may begin
    private int matched; // octets of it
    private int hops;

    public void update(byte[] octets, int offset, int length) {
        size += length;
        for (int i = offset, end = offset + length; i < end; i++) {
            byte octet = octets[i];
            bits |= octet;
            if (octet == '\n') {
                endLine();
            } else {
                if (octet == 0) nul = true;
                afterCr = octet == '\r';
                if (inHeader && matched >= 0) match(octet);
                line++;
            }
        }
    }

    private void endLine() {
        long octets = afterCr ? line - 1 : line;
        longest = Math.max(longest, octets + 2);
        if (octets == 0) inHeader = false;
        line = 0;
        matched = 0;
        afterCr = false;
    }

    private void match(byte octet) {
        int letter = Character.toLowerCase(octet);
        if (line == 0) trace = letter == VIA[0] ? VIA : RECEIVED;
        if (line != matched || letter != trace[matched]) {
            matched = -1;
        } else if (++matched == trace.length) {
            hops++;
            matched = -1;
        }
    }

    /// What was seen so far.
    public Measure measure() {
        long last = line == 0 ? longest : Math.max(longest, line + 2);
        Measure.Width width =
                nul
                        ? Measure.Width.BINARY
                        : bits < 0 ? Measure.Width.EIGHT_BIT : Measure.Width.SEVEN_BIT;
        return new Measure(size, (int) Math.min(last, Integer.MAX_VALUE), width, hops);
    }
}
