package org.posthouse.cli;

import module java.base;

import org.posthouse.wire.Transcript;

/// Shows a dialogue as it happens, each line with the seconds since the first: `->` what we say,
/// `<-` what the peer says, `--` what happens to the line.
final class Screen implements Transcript {
    private static final double NANOS = 1e9; // in a second

    private final PrintWriter out;
    private OptionalLong began = OptionalLong.empty();

    Screen(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void said(Side side, String words) {
        long now = System.nanoTime();
        if (began.isEmpty()) began = OptionalLong.of(now);
        String arrow =
                switch (side) {
                    case OURS -> "->";
                    case THEIRS -> "<-";
                    case NOTE -> "--";
                };
        double seconds = (now - began.getAsLong()) / NANOS;
        out.println(
                String.format(Locale.ROOT, "%.3f ", seconds) + arrow + " " + Printable.line(words));
        out.flush();
    }
}
