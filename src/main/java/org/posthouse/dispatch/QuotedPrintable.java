package org.posthouse.dispatch;

import module java.base;

/// Writes lines in the quoted-printable encoding (RFC 2045 section 6.7).
final class QuotedPrintable {
    private static final int WIDTH = 76;

    private QuotedPrintable() {}

    /// @param line without its end, each octet a character
    static Stream<String> lines(String line) {
        var lines = Stream.<String>builder();
        var out = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char octet = line.charAt(i);
            boolean last = i == line.length() - 1;
            boolean plain = octet > ' ' && octet <= '~' && octet != '=' || octet == ' ' && !last;
            String next = plain ? String.valueOf(octet) : "=%02X".formatted((int) octet);
            if (out.length() + next.length() > WIDTH - 1) {
                lines.add(out.append('=').toString());
                out.setLength(0);
            }
            out.append(next);
        }
        return lines.add(out.toString()).build();
    }
}
