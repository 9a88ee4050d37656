package org.posthouse.nimail;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.MailPath;

/// The file that carries one letter: a list of recipients, an empty line, and the message
/// (docs/nimail.md, the mail file). Lines end with LF.
record MailFile(List<MailPath> to, Content content) {
    private String list() {
        return to.stream()
                .map(path -> path.mailbox().toString())
                .collect(Collectors.joining(",\n", "", "\n\n"));
    }

    /// About.
    long size() {
        return list().length() + content.measure().size();
    }

    InputStream open() throws IOException {
        return new SequenceInputStream(
                new ByteArrayInputStream(list().getBytes(StandardCharsets.US_ASCII)),
                new FilterInputStream(content.open()) {
                    @Override
                    public int read() throws IOException {
                        int octet = super.read();
                        return octet == '\r' ? super.read() : octet;
                    }

                    @Override
                    public int read(byte[] some, int offset, int length) throws IOException {
                        int n = 0;
                        while (n < length) {
                            int octet = read();
                            if (octet < 0) break;
                            some[offset + n++] = (byte) octet;
                        }
                        return n == 0 && length > 0 ? -1 : n;
                    }
                });
    }
}
