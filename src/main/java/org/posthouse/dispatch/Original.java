package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Measure;

/// What a notice returns of the message it is about: all of it, its header, or nothing when it
/// cannot be read any more.
///
/// @param header its lines without their ends, each octet a character
/// @param whole the octets, line ends made CRLF; empty if it is too large to be returned, or not
///   fit for a mail
/// @param width of what is in `whole`
@SuppressWarnings("ArrayRecordComponent") // never compared; the octets are written once
record Original(List<String> header, byte[] whole, Measure.Width width) {
    private static final int MOST = 1024 * 1024; // whatever the settings say: it is in memory
    private static final int MOST_HEADER = 32 * 1024;
    private static final int LINE = 998; // RFC 5322 section 2.1.1

    static Original of(Content content, long most) {
        Measure measure = content.measure();
        boolean fit =
                measure.size() <= Math.min(most, MOST)
                        && measure.longestLine() <= LINE + 2
                        && measure.width() != Measure.Width.BINARY;
        return read(content, fit);
    }

    /// Its header alone.
    static Original header(Content content) {
        return read(content, false);
    }

    private static Original read(Content content, boolean fit) {
        Measure measure = content.measure();
        try (InputStream in = content.open()) {
            byte[] octets = in.readNBytes(fit ? (int) measure.size() : MOST_HEADER);
            var text = new String(octets, StandardCharsets.ISO_8859_1);
            List<String> header = text.lines().takeWhile(line -> !line.isEmpty()).toList();
            return new Original(header, fit ? mended(text) : new byte[0], measure.width());
        } catch (IOException e) {
            return new Original(List.of(), new byte[0], Measure.Width.SEVEN_BIT);
        }
    }

    private static byte[] mended(String text) {
        return text.replaceAll("\r?\n", "\r\n")
                .replaceAll("\r(?!\n)", " ")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean isWhole() {
        return whole.length > 0;
    }

    /// A field's body, unfolded, in printable ASCII.
    Optional<String> field(String name) {
        for (int i = 0; i < header.size(); i++) {
            String line = header.get(i);
            if (!line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) continue;
            var body = new StringBuilder(line.substring(name.length() + 1));
            for (int j = i + 1; j < header.size() && header.get(j).matches("[ \t].*"); j++)
                body.append(header.get(j));
            return Optional.of(Ascii.printable(body.toString().strip()));
        }
        return Optional.empty();
    }
}
