package org.posthouse.wire;

import module java.base;

/// What was said on a connection, as it is said. Texts of messages are not in it, only how long
/// they were.
public interface Transcript {
    enum Side {
        /// We wrote it.
        OURS,
        /// The peer wrote it.
        THEIRS,
        /// About the connection: opened, closed, a text of so many octets.
        NOTE
    }

    void said(Side side, String words);

    /// Listens to nothing.
    Transcript NONE = (_, _) -> {};

    /// Keeps the latest lines, for a fault report.
    final class Recent implements Transcript {
        private static final int LINES = 64;

        private final ArrayDeque<String> lines = new ArrayDeque<>();

        @Override
        public void said(Side side, String words) {
            if (lines.size() == LINES) lines.removeFirst();
            lines.addLast(
                    switch (side) {
                                case OURS -> "> ";
                                case THEIRS -> "< ";
                                case NOTE -> "# ";
                            }
                            + words);
        }

        public List<String> lines() {
            return List.copyOf(lines);
        }
    }
}
