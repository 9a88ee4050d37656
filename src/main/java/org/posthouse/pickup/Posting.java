package org.posthouse.pickup;

import module java.base;

import org.posthouse.mail.Handover;
import org.posthouse.mail.Intake;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Posted;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Verdict;
import org.posthouse.pickup.Taken.Later;
import org.posthouse.pickup.Taken.NotYet;
import org.posthouse.pickup.Taken.Scope;
import org.posthouse.pickup.Taken.Unfit;

/// Hands one message to the [Intake], and turns what comes of it into what becomes of its files.
///
/// @param files which may go when it is accepted, the one that asks for it first
record Posting(Intake intake, List<Path> files, Posted posted) {
    /// @param to at least one
    Posting(Intake intake, List<Path> files, ReversePath from, List<MailPath> to) {
        this(intake, files, Posted.of(from, to));
    }

    /// @param octets the message
    /// @param source where it is read from
    Taken post(InputStream octets, Octets source) throws IOException {
        var peer = new Peer(InetAddress.getLoopbackAddress(), "PICKUP", source.state().owner());
        try {
            var whole = new Unchanged(octets, source);
            return switch (new Handover(peer, posted).into(intake, whole)) {
                case Handover.Taken(var id) -> new Taken.Accepted(id, files);
                case Handover.Refused refused ->
                        refused.temporary()
                                ? new Later(refused.words(), Scope.FILE)
                                : new Unfit(files, refused.words());
                case Handover.Failed(var why) -> failed(why);
            };
        } catch (Changed _) {
            return new NotYet(Instant.now());
        }
    }

    private Taken failed(Verdict.Trouble why) {
        return why.temporary() ? new Later(why.words(), Scope.ALL) : new Unfit(files, why.words());
    }

    /// A file was written while it was read.
    private static final class Changed extends IOException {
        private static final long serialVersionUID = 1;
    }

    /// Octets that end only if they still are the file's.
    private static final class Unchanged extends FilterInputStream {
        private final Octets source;

        Unchanged(InputStream octets, Octets source) {
            super(octets);
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            return end(super.read());
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return end(super.read(into, offset, length));
        }

        private int end(int read) throws IOException {
            if (read < 0 && !source.unchanged()) throw new Changed();
            return read;
        }
    }
}
