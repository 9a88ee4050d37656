package org.posthouse.ports.identify;

import module java.base;

/// One thing that was read, sent or done: what an answer rests upon.
///
/// @param octets what went over the line, each octet a character of ISO 8859-1, cut at [#KEPT]; of
///   a note its words
public record Evidence(Side side, String octets) {
    /// Octets of one reading that are kept.
    public static final int KEPT = 2048;

    private static final int SHOWN = 200; // characters of one line of a report

    /// Whose words these are.
    public enum Side {
        READ,
        SENT,
        NOTE
    }

    public Evidence {
        if (side != Side.NOTE && octets.length() > KEPT) octets = octets.substring(0, KEPT);
    }

    /// In one line fit for a terminal: text as it is with controls escaped, octets in hexadecimal.
    public String shown() {
        String line = side == Side.NOTE || isText() ? text() : hexadecimal();
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }

    /// Whether it is nearly all printable, as lines of text are.
    boolean isText() {
        long odd =
                octets.chars().filter(c -> c < ' ' && c != '\r' && c != '\n' && c != '\t').count();
        return octets.isEmpty() || odd * 10 < octets.length() && octets.charAt(0) >= '\t';
    }

    @Override
    public String toString() {
        return side.name().toLowerCase(Locale.ROOT) + " " + shown();
    }

    private String text() {
        var line = new StringBuilder(octets.length() + 8);
        String body = octets.replaceFirst("[\r\n]+$", "");
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '\r' && i + 1 < body.length() && body.charAt(i + 1) == '\n') continue;
            if (c == '\n') line.append(" | ");
            else if (c < ' ' || c >= 0x7f && c < 0xa0)
                line.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
            else line.append(c);
        }
        return line.toString();
    }

    private String hexadecimal() {
        return HexFormat.ofDelimiter(" ").formatHex(octets.getBytes(StandardCharsets.ISO_8859_1));
    }
}
