package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.Intake;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Peer;
import org.posthouse.mail.TraceField;
import org.posthouse.mail.Verdict.Trouble;
import org.posthouse.mtp.Dialect.Occasion;
import org.posthouse.mtp.Refusals.Refusal;
import org.posthouse.wire.Connection;
import org.posthouse.wire.DotText;

/// Takes the text of a message: 354, the octets with their high-order bit cleared (RFC 780 appendix
/// A), the lone period. Streams to the spool, a trace field in front; a text over a limit is heard
/// out, but not kept.
///
/// A CR or LF outside CRLF is taken as it is (section 5.5.2 knows only the lone period); the
/// senders make it harmless.
final class Hearing {
    /// @param text to be closed by whoever gets this
    /// @param refusal why there is no use in posting it
    record Heard(Intake.Text text, Optional<Refusal> refusal) {}

    private final Connection connection;
    private final MtpSettings settings;
    private final Intake intake;
    private final Peer peer;

    Hearing(Connection connection, MtpSettings settings, Intake intake, Peer peer) {
        this.connection = connection;
        this.settings = settings;
        this.intake = intake;
        this.peer = peer;
    }

    /// @param only the recipient, where there is just one
    /// @throws EOFException when the line ends before the text does
    Heard text(Optional<Mailbox> only) throws IOException {
        Intake.Text text = intake.arrive();
        if (text.trouble().isPresent()) return refused(text, text.trouble().get(), Occasion.MAIL);
        connection.send(Reply.START.toString());
        boolean whole = false;
        try {
            byte[] trace =
                    new TraceField(
                                    peer,
                                    intake.host(),
                                    text.id(),
                                    Instant.now(),
                                    Optional.empty(),
                                    only)
                            .octets();
            text.write(trace, 0, trace.length);
            DotText.Ended ended = connection.text(new Kept(text), settings.textTimeout());
            whole = true;
            boolean tooBig =
                    ended.octets() > settings.messageSize()
                            || ended.longestLine() > settings.textLine();
            if (tooBig) return refused(text, Trouble.TOO_BIG, Occasion.TEXT);
            return text.trouble().isPresent()
                    ? refused(text, text.trouble().get(), Occasion.TEXT)
                    : new Heard(text, Optional.empty());
        } finally {
            if (!whole) text.close();
        }
    }

    private static Heard refused(Intake.Text text, Trouble trouble, Occasion occasion) {
        return new Heard(text, Optional.of(new Refusal(trouble, occasion)));
    }

    /// Hands on the octets up to the limit, seven bits of each.
    private final class Kept implements DotText.Sink {
        private final Intake.Text text;
        private long octets;

        Kept(Intake.Text text) {
            this.text = text;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            octets += length;
            if (octets > settings.messageSize() || text.trouble().isPresent()) return;
            if (isAscii(buffer, offset, length)) text.write(buffer, offset, length);
            else text.write(sevenBits(buffer, offset, length), 0, length);
        }

        private static boolean isAscii(byte[] buffer, int offset, int length) {
            int bits = 0;
            for (int i = offset; i < offset + length; i++) bits |= buffer[i];
            return bits >= 0;
        }

        private static byte[] sevenBits(byte[] buffer, int offset, int length) {
            byte[] ascii = Arrays.copyOfRange(buffer, offset, offset + length);
            for (int i = 0; i < length; i++) ascii[i] &= 0x7f;
            return ascii;
        }
    }
}
