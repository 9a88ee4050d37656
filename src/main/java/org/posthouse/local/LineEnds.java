package org.posthouse.local;

import module java.base;

import org.posthouse.conf.Reading;

/// How the lines of a letter end in a Maildir.
public enum LineEnds {
    /// As Unix programs expect: each CRLF becomes LF, and nothing else changes. A bare CR stays
    /// what it was; a bare LF does too, and can then not be told from the end of a line.
    LF("\n"),
    /// As they came, octet for octet.
    CRLF("\r\n");

    private final String ending;

    LineEnds(String ending) {
        this.ending = ending;
    }

    /// The ending of the lines we write ourselves.
    String ending() {
        return ending;
    }

    /// Copies a content, its lines ended in this way.
    void copy(InputStream octets, OutputStream out) throws IOException {
        switch (this) {
            case LF -> {
                var lines = new LineFeeds(out);
                octets.transferTo(lines);
                lines.finish();
            }
            case CRLF -> octets.transferTo(out);
        }
    }

    /// Reads the setting.
    static Reading<LineEnds> read(String text) {
        return switch (text) {
            case "lf" -> new Reading.Good<>(LF);
            case "crlf" -> new Reading.Good<>(CRLF);
            default -> new Reading.Bad<>("line ends are \"lf\" or \"crlf\", not \"" + text + "\"");
        };
    }

    /// As the setting is written.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
