package org.posthouse.pickup;

import module java.base;

import org.posthouse.mail.Host;
import org.posthouse.mail.Intake;
import org.posthouse.mail.JntManner;
import org.posthouse.mail.JntReader;
import org.posthouse.mail.JntReading;
import org.posthouse.mail.Posted;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;
import org.posthouse.pickup.Taken.Unfit;

/// A letter for NI MAIL as the gateway of RFC 786 left it in a file: addresses, an empty line, and
/// the message with a `Via` above it. It is read twice, first to its end for the envelope: the way
/// back stands in the header.
record Rfc786Letter(Intake intake, Octets octets, JntManner manner) {
    private static final int CHUNK = 8 * 1024;

    Taken take() throws IOException {
        JntReader reader = reader((_, _, _) -> {});
        try (InputStream in = open()) {
            byte[] chunk = new byte[CHUNK];
            for (int n = in.read(chunk); n >= 0 && reader.trouble().isEmpty(); n = in.read(chunk))
                reader.write(chunk, 0, n);
        }
        return switch (reader.end()) {
            case JntReading.Unusable(var why) -> new Unfit(List.of(octets.file()), why);
            case JntReading.Letter letter -> {
                try (InputStream message = new Message(open())) {
                    yield new Posting(intake, List.of(octets.file()), posted(letter))
                            .post(message, octets);
                }
            }
        };
    }

    private static Posted posted(JntReading.Letter letter) {
        return new Posted(
                letter.from(),
                Reporting.acknowledging(letter.acknowledgeTo()),
                letter.to().stream().map(path -> new Posted.To(path, Request.NONE)).toList());
    }

    private InputStream open() throws IOException {
        return new WithoutFinalNuls(new BufferedInputStream(octets.open()));
    }

    private JntReader reader(JntReader.Text text) {
        return new JntReader(manner, new Host.Name(intake.host()), text);
    }

    /// The message as its reader writes it.
    private final class Message extends InputStream {
        private final InputStream in;
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final JntReader reader = reader(written::write);
        private byte[] ready = {};
        private int at;
        private boolean ended;

        Message(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return at < ready.length || fill() ? ready[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) return 0;
            if (at == ready.length && !fill()) return -1;
            int count = Math.min(length, ready.length - at);
            System.arraycopy(ready, at, into, offset, count);
            at += count;
            return count;
        }

        private boolean fill() throws IOException {
            byte[] chunk = new byte[CHUNK];
            while (written.size() == 0 && !ended) {
                int n = in.read(chunk);
                ended = n < 0;
                if (!ended) reader.write(chunk, 0, n);
                else if (reader.end() instanceof JntReading.Unusable(var why))
                    throw new IOException(why); // it was another file a moment ago
            }
            ready = written.toByteArray();
            written.reset();
            at = 0;
            return ready.length > 0;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
