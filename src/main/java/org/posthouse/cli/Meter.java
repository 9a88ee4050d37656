package org.posthouse.cli;

import module java.base;

import org.posthouse.nimail.niftp.Progress;

/// Shows how far a transfer is, on a terminal; elsewhere it only counts.
final class Meter implements Progress {
    private static final long STEP = Duration.ofMillis(200).toNanos();
    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final OptionalLong total;
    private final boolean shown =
            Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    private final long began = System.nanoTime();
    private long last = began;
    private long octets;
    private boolean drawn;

    /// @param total octets that are to be moved, where we know
    Meter(PrintWriter out, OptionalLong total) {
        this.out = out;
        this.total = total;
    }

    @Override
    public void moved(long more) {
        octets += more;
        if (!shown || System.nanoTime() - last < STEP) return;
        last = System.nanoTime();
        drawn = true;
        out.print("\r" + line(octets, total, last - began));
        out.flush();
    }

    /// As `[#######......................] 25 % 1048576 octets 2.0 MB/s`.
    static String line(long octets, OptionalLong total, long nanos) {
        var line = new StringBuilder();
        if (total.isPresent() && total.getAsLong() > 0) {
            long of = Math.max(total.getAsLong(), octets);
            int full = (int) (octets * WIDTH / of);
            line.append('[').append("#".repeat(full)).append(".".repeat(WIDTH - full)).append("] ");
            line.append("%3d %%  ".formatted(octets * 100 / of));
        }
        double rate = octets * 1e3 / Math.max(1, nanos);
        return line.append("%d octets  %.1f MB/s".formatted(octets, rate)).toString();
    }

    long moved() {
        return octets;
    }

    /// Ends the line.
    void end() {
        if (drawn) out.println();
        out.flush();
    }
}
