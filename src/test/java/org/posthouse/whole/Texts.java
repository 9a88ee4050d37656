package org.posthouse.whole;

import module java.base;

/// Texts that mail programs have got wrong, each with a header and lines that end with CRLF.
final class Texts {
    private static final int LARGE = 25 << 20;

    private Texts() {}

    static Map<String, byte[]> all() {
        var texts = new LinkedHashMap<String, String>();
        texts.put("eight-bit", "Grüße: äöüß €\r\nżółw\r\n");
        texts.put("long-line", "x".repeat(998) + "\r\nshort\r\n");
        texts.put("dots", ".\r\n..\r\n.leading\r\n...\r\n.\r\n");
        texts.put("empty", "");
        texts.put("blank-lines", "\r\n\r\n\r\nend\r\n\r\n");
        texts.put("large", ("0123456789abcdef".repeat(4) + "\r\n").repeat(LARGE / 66));
        var octets = new LinkedHashMap<String, byte[]>();
        texts.forEach(
                (name, body) ->
                        octets.put(name, (header(name) + body).getBytes(StandardCharsets.UTF_8)));
        return octets;
    }

    private static String header(String name) {
        return """
        From: a@sender.test
        To: b@final.test
        Subject: %1$s
        Date: Sat, 21 Nov 2026 20:00:00 +0000
        Message-ID: <%1$s@sender.test>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit

        """
                .formatted(name)
                .replace("\n", "\r\n");
    }

    /// What follows the header, and so the same octets whatever was put in front of it on the way.
    static byte[] body(byte[] text) {
        for (int i = 0; i + 3 < text.length; i++) {
            if (text[i] == '\r'
                    && text[i + 1] == '\n'
                    && text[i + 2] == '\r'
                    && text[i + 3] == '\n') return Arrays.copyOfRange(text, i + 4, text.length);
        }
        throw new AssertionError("no end of the header");
    }
}
