package org.posthouse.local;

import module java.base;

/// The name of a letter's file, used once: seconds, then microseconds, process and a counter, then
/// the host, as Maildir readers expect (`1700000000.M123456P789Q1.relay`).
record LetterName(String inTmp) {
    private static final AtomicLong COUNTER = new AtomicLong();
    private static final long PROCESS = ProcessHandle.current().pid();
    private static final int LONGEST_HOST = 64; // so that no name comes near 255 octets

    /// The next name.
    ///
    /// @param host ours; what a file name or a Maildir cannot have in it becomes `_`
    static LetterName next(String host) {
        Instant now = Instant.now();
        String safe = host.replaceAll("[^A-Za-z0-9.-]", "_");
        return new LetterName(
                now.getEpochSecond()
                        + ".M"
                        + now.getNano() / 1000
                        + "P"
                        + PROCESS
                        + "Q"
                        + COUNTER.incrementAndGet()
                        + "."
                        + safe.substring(0, Math.min(safe.length(), LONGEST_HOST)));
    }

    /// With the size of the file, which readers then need not ask the disk for.
    String inNew(long size) {
        return inTmp + ",S=" + size;
    }
}
