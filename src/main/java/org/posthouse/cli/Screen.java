package org.posthouse.cli;

import module java.base;

import org.posthouse.wire.Transcript;

/// Shows a dialogue as it happens: `->` what we say, `<-` what the peer says, `--` what happens to
/// the line.
record Screen(PrintWriter out) implements Transcript {
    @Override
    public void said(Side side, String words) {
        out.println(
                switch (side) {
                            case OURS -> "-> ";
                            case THEIRS -> "<- ";
                            case NOTE -> "-- ";
                        }
                        + Printable.line(words));
        out.flush();
    }
}
