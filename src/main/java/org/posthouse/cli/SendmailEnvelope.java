package org.posthouse.cli;

import module java.base;

import org.posthouse.cli.Sysexit.Unsent;
import org.posthouse.mail.Handover;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Posted;
import org.posthouse.mail.Request;
import org.posthouse.mail.ReversePath;
import org.posthouse.pickup.Author;
import org.posthouse.pickup.Submission;

/// Whom a message given to `sendmail` is from, and whom it is for: by the words of the call, by the
/// user who calls, and by the header.
///
/// @param named those the words name
record SendmailEnvelope(SendmailCall call, Author author, ReversePath from, Set<MailPath> named) {
    SendmailEnvelope {
        named = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(named));
    }

    /// @param host our name
    /// @throws Unsent when the words name nobody, or what is no address
    static SendmailEnvelope of(SendmailCall call, String host) {
        var author = new Author(user(), fullName(call), host);
        ReversePath from = sender(call, author);
        var to = new LinkedHashSet<MailPath>();
        for (String word : call.recipients()) to.addAll(addresses(word, author));
        if (to.isEmpty() && !isHeaderRead(call))
            throw new Unsent(Sysexit.USAGE, "name recipients, or have them read with -t");
        return new SendmailEnvelope(call, author, from, to);
    }

    private static boolean isHeaderRead(SendmailCall call) {
        return call.envelope() == SendmailCall.Envelope.HEADER_TOO;
    }

    /// @throws Unsent when the octets are no message
    Submission submission(InputStream octets) throws IOException {
        return switch (Submission.read(octets, author)) {
            case Submission.Readable(var submission) -> submission;
            case Submission.Unreadable(var why) -> throw new Unsent(Sysexit.DATAERR, why);
        };
    }

    /// @throws Unsent when nobody is left to have the message
    Handover handover(Submission submission) {
        var to = new LinkedHashSet<>(named);
        if (isHeaderRead(call)) to.addAll(named(submission));
        if (to.isEmpty()) throw new Unsent(Sysexit.DATAERR, "the header names no recipients");
        var peer = new Peer(InetAddress.getLoopbackAddress(), "LOCAL", author.user());
        return new Handover(peer, posted(to));
    }

    private Posted posted(Collection<MailPath> to) {
        var request = new Request(call.wanted(), Optional.empty());
        return new Posted(
                from,
                call.reporting(),
                to.stream().map(path -> new Posted.To(path, request)).toList());
    }

    private static String user() {
        String user = System.getProperty("user.name", "");
        return user.matches("[!-~]+") && !user.equals("?") ? user : "nobody";
    }

    private static String fullName(SendmailCall call) {
        return call.fullName().or(() -> Optional.ofNullable(System.getenv("NAME"))).orElse("");
    }

    private static ReversePath sender(SendmailCall call, Author author) {
        if (call.sender().isEmpty()) return new ReversePath.Sender(author.path());
        String word = call.sender().get().strip();
        if (word.isEmpty() || word.equals("<>")) return new ReversePath.Null();
        List<MailPath> paths = addresses(word, author);
        if (paths.size() != 1) throw new Unsent(Sysexit.USAGE, "-f is one address");
        return new ReversePath.Sender(paths.getFirst());
    }

    private static List<MailPath> addresses(String word, Author author) {
        return switch (Submission.addresses(word, author)) {
            case Submission.To(_, var to) -> to;
            case Submission.Misaddressed(var why) -> throw new Unsent(Sysexit.DATAERR, why);
        };
    }

    private static List<MailPath> named(Submission submission) {
        return switch (submission.recipients()) {
            case Submission.To(_, var to) -> to;
            case Submission.Misaddressed(var why) -> throw new Unsent(Sysexit.DATAERR, why);
        };
    }
}
