package org.posthouse.mail;

import module java.base;

/// A message that a program of this machine hands in whole, with nobody there to be told of each
/// recipient: it is taken for all of them or, if one is refused, for none, so that it can be mended
/// and handed in again without anybody getting it twice.
public record Handover(Peer peer, Posted posted) {
    /// What came of it.
    public sealed interface Result {}

    /// On disk, and from now on our duty.
    public record Taken(MessageId id) implements Result {}

    /// No place for these recipients, so none for the message.
    ///
    /// @param whom at least one, and what is the matter
    public record Refused(SequencedMap<MailPath, Verdict.Trouble> whom) implements Result {
        public Refused {
            whom = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(whom));
        }

        /// Whether each of them may be taken another time.
        public boolean temporary() {
            return whom.values().stream().allMatch(Verdict.Trouble::temporary);
        }

        /// A line for each.
        public String words() {
            return whom.entrySet().stream()
                    .map(one -> one.getKey() + ": " + one.getValue().words())
                    .collect(Collectors.joining("\n"));
        }
    }

    /// The message itself was not taken.
    public record Failed(Verdict.Trouble why) implements Result {}

    private static final int CHUNK = 64 * 1024;

    /// By somebody who asks for nothing but delivery.
    ///
    /// @param to at least one
    public Handover(Peer peer, ReversePath from, List<MailPath> to) {
        this(peer, Posted.of(from, to));
    }

    public ReversePath from() {
        return posted.from();
    }

    public List<MailPath> to() {
        return posted.paths();
    }

    /// Hands it in, its trace field before it.
    ///
    /// @param octets lines ended with CRLF
    /// @throws IOException when they cannot be read to their end; nothing was taken then
    public Result into(Intake intake, InputStream octets) throws IOException {
        var refused = new LinkedHashMap<MailPath, Verdict.Trouble>();
        for (MailPath path : to()) {
            if (intake.route(peer, from(), path) instanceof Verdict.Trouble trouble)
                refused.put(path, trouble);
        }
        if (!refused.isEmpty()) return new Refused(refused);
        try (Intake.Text text = intake.arrive()) {
            byte[] trace = trace(intake, text).octets();
            text.write(trace, 0, trace.length);
            copy(octets, text);
            return switch (intake.post(peer, posted, text)) {
                case Verdict.Accepted(var id) -> new Taken(id);
                case Verdict.Trouble why -> new Failed(why);
            };
        }
    }

    private TraceField trace(Intake intake, Intake.Text text) {
        Optional<Mailbox> only =
                to().size() == 1 ? Optional.of(to().getFirst().mailbox()) : Optional.empty();
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
}
