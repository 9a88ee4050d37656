package org.posthouse.pickup;

import module java.base;

import org.posthouse.mail.Intake;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Peer;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.TraceField;
import org.posthouse.mail.Verdict;
import org.posthouse.pickup.Taken.Later;
import org.posthouse.pickup.Taken.NotYet;
import org.posthouse.pickup.Taken.Scope;
import org.posthouse.pickup.Taken.Unfit;

/// Hands one message to the [Intake]: to all its recipients or, if one of them is refused, to none,
/// so that it can be mended and handed in again without anybody getting it twice.
///
/// @param files which may go when it is accepted, the one that asks for it first
/// @param to at least one
record Posting(Intake intake, List<Path> files, ReversePath from, List<MailPath> to) {
    private static final int CHUNK = 64 * 1024;

    /// @param octets the message
    /// @param source where it is read from
    Taken post(InputStream octets, Octets source) throws IOException {
        var peer = new Peer(InetAddress.getLoopbackAddress(), "PICKUP", source.state().owner());
        Optional<Taken> refused = refused(peer);
        if (refused.isPresent()) return refused.get();
        try (Intake.Text text = intake.arrive()) {
            byte[] trace = trace(peer, text).octets();
            text.write(trace, 0, trace.length);
            copy(octets, text);
            if (!source.unchanged()) return new NotYet(Instant.now());
            return switch (intake.post(peer, from, to, text)) {
                case Verdict.Accepted(var id) -> new Taken.Accepted(id, files);
                case Verdict.Trouble trouble when trouble.temporary() ->
                        new Later(words(trouble), Scope.ALL);
                case Verdict.Trouble trouble -> new Unfit(files, words(trouble));
            };
        }
    }

    private Optional<Taken> refused(Peer peer) {
        var why = new ArrayList<String>();
        for (MailPath path : to) {
            switch (intake.route(peer, from, path)) {
                case Verdict.Welcome _, Verdict.Elsewhere _, Verdict.Accepted _ -> {}
                case Verdict.Trouble trouble when trouble.temporary() -> {
                    return Optional.of(new Later(path + ": " + words(trouble), Scope.FILE));
                }
                case Verdict.Trouble trouble -> why.add(path + ": " + words(trouble));
            }
        }
        return why.isEmpty()
                ? Optional.empty()
                : Optional.of(new Unfit(files, String.join("\n", why)));
    }

    private TraceField trace(Peer peer, Intake.Text text) {
        Optional<Mailbox> only =
                to.size() == 1 ? Optional.of(to.getFirst().mailbox()) : Optional.empty();
        return new TraceField(
                peer, intake.host(), text.id(), Instant.now(), Optional.empty(), only);
    }

    private static void copy(InputStream octets, Intake.Text text) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int n = octets.read(chunk); n >= 0; n = octets.read(chunk)) {
            text.write(chunk, 0, n);
            if (text.trouble().isPresent()) return;
        }
    }

    private static String words(Verdict.Trouble trouble) {
        return switch (trouble) {
            case BUSY -> "the server is busy";
            case BROKEN -> "the spool does not work; the log says why";
            case NO_ROOM -> "the disk has no more than its reserve left";
            case NO_SUCH_USER -> "there is no such user here";
            case NO_ROUTE -> "no route says where mail for that host goes";
            case NO_RELAYING -> "[policy] relay does not let this machine send there";
            case OVER_QUOTA -> "the mailbox is full";
            case TOO_BIG -> "the message is too big";
            case BAD_NAME -> "that is no name of a mailbox";
            case LOOP -> "more than 100 hosts have passed it on: it goes in circles";
        };
    }
}
