package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Content;

/// The first lines of a message, for a letter that quotes them: its header and some of its body, in
/// printable ASCII. What a mail is for a host of before MIME is text.
final class Beginning {
    private static final int MOST = 64 * 1024; // octets of the message: it is in memory
    private static final int LINE = 240; // JNT Mail files have been cut into records of 252

    private Beginning() {}

    /// @param body lines of the body, at most
    static List<String> of(Content content, int body) {
        var lines = new ArrayList<String>();
        try (InputStream in = content.open()) {
            var text = new String(in.readNBytes(MOST), StandardCharsets.ISO_8859_1);
            int left = -1; // not known before the header ends
            for (String line : (Iterable<String>) text.lines()::iterator) {
                if (left == 0) break;
                lines.add(printable(line));
                if (left > 0) left--;
                else if (line.isEmpty()) left = body;
            }
        } catch (IOException e) {
            lines.add("(It cannot be read any more.)");
        }
        return lines;
    }

    private static String printable(String line) {
        String text = line.replaceAll("[^\t -~]", "?");
        return text.length() > LINE ? text.substring(0, LINE) + " ..." : text;
    }
}
