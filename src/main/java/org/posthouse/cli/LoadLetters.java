package org.posthouse.cli;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Measurer;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.TraceField;

/// The contents of a load run: each has a Message-ID of its own, so that what arrives can be
/// counted; all else is the same in all.
final class LoadLetters {
    private static final int LINE = 78; // octets, CRLF counted (RFC 5322 section 2.1.1)

    private final String head;
    private final String tail;
    private final byte[] body;
    private final Measure measure;

    /// @param size octets of each, header included; no less than the header has
    LoadLetters(ReversePath from, MailPath to, int size, String host) {
        this.head =
                String.join(
                        "\r\n",
                        "Date: " + TraceField.date(Instant.now()),
                        "From: " + from.shown(),
                        "To: <" + to + ">",
                        "Subject: load",
                        "Message-ID: <" + hex(new SplittableRandom().nextLong()) + ".");
        this.tail = "@" + host + ">\r\n\r\n";
        this.body = lines(size - header(0).length);
        this.measure = measured();
    }

    private static String hex(long number) {
        return HexFormat.of().toHexDigits(number);
    }

    private byte[] header(long n) {
        return (head + hex(n) + tail).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] lines(int octets) {
        var lines = new StringBuilder(Math.max(0, octets));
        for (int left = octets; left > 1; left = octets - lines.length()) {
            int line = left == LINE + 1 ? LINE - 1 : Math.min(left, LINE); // no octet left alone
            lines.repeat('x', line - 2).append("\r\n");
        }
        return lines.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private Measure measured() {
        var measurer = new Measurer();
        measurer.update(header(0), 0, header(0).length);
        measurer.update(body, 0, body.length);
        return measurer.measure();
    }

    Content letter(long n) {
        return new Numbered(header(n));
    }

    private final class Numbered implements Content {
        private final byte[] header;

        Numbered(byte[] header) {
            this.header = header;
        }

        @Override
        public Measure measure() {
            return measure;
        }

        @Override
        public InputStream open() {
            return new SequenceInputStream(
                    new ByteArrayInputStream(header), new ByteArrayInputStream(body));
        }
    }
}
