package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.mail.Content;

/// Whether a text has a line with only a period, which the MAIL of FTP would end at (RFC 385
/// section 14).
final class LonePeriod {
    private LonePeriod() {}

    static boolean isIn(Content content) throws IOException {
        try (InputStream text = content.open()) {
            byte[] block = new byte[8192];
            int line = 0; // octets of this line so far, a CR not counted
            boolean periods = true; // that all of them are
            for (int n = text.read(block); n >= 0; n = text.read(block)) {
                for (int i = 0; i < n; i++) {
                    if (block[i] == '\n') {
                        if (line == 1 && periods) return true;
                        line = 0;
                        periods = true;
                    } else if (block[i] != '\r') {
                        line++;
                        periods &= block[i] == '.';
                    }
                }
            }
            return line == 1 && periods;
        }
    }
}
