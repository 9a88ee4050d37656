package org.posthouse.nimail;

import module java.base;

import org.posthouse.mail.Host;
import org.posthouse.mail.Intake;
import org.posthouse.mail.JntReader;
import org.posthouse.mail.JntReading;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Posted;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.TraceField;
import org.posthouse.mail.Verdict;
import org.posthouse.nimail.niftp.Mark;
import org.posthouse.nimail.niftp.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A letter that comes in: its text goes to the [Intake] while it comes, and what becomes of it is
/// decided when it is complete, before its end is acknowledged (docs/nimail.md, receiving). Who
/// sends it learns its fate so; only of recipients that are refused beside others he is told by a
/// notice.
final class IncomingLetter implements Store {
    private static final Logger LOG = LoggerFactory.getLogger(MailService.class);

    private final NimailSettings settings;
    private final Intake intake;
    private final Peer peer;
    private final Unconfirmed.Transfer transfer;
    private final Intake.Text text;
    private final JntReader reader;
    private long octets;
    private boolean begun;
    private Optional<Fate.Refused> refused = Optional.empty();

    /// @param host the name of who calls, if we know it; a way back leads through him then
    IncomingLetter(
            NimailSettings settings,
            Intake intake,
            Peer peer,
            Optional<Host> host,
            Unconfirmed.Transfer transfer) {
        this.settings = settings;
        this.intake = intake;
        this.peer = peer;
        this.transfer = transfer;
        this.text = intake.arrive();
        Host caller = host.orElseGet(() -> new Host.Name(intake.host()));
        this.reader = new JntReader(settings.letters(), caller, Instant.now(), this::text);
    }

    /// What partners know it by.
    String name() {
        return text.id().toString();
    }

    /// The message itself, our trace field above all.
    private void text(byte[] some, int offset, int length) {
        if (!begun) {
            byte[] trace = trace().octets();
            text.write(trace, 0, trace.length);
            begun = true;
        }
        text.write(some, offset, length);
    }

    private TraceField trace() {
        return new TraceField(
                peer, intake.host(), text.id(), Instant.now(), Optional.empty(), Optional.empty());
    }

    @Override
    public void write(byte[] some, int offset, int length) {
        if (refused.isPresent()) return;
        octets += length;
        transfer.heard(some, offset, length);
        reader.write(some, offset, length);
        if (octets > settings.messageSize()) refused = Optional.of(Answers.tooBig());
        refused =
                refused.or(() -> reader.trouble().map(Answers::unusable))
                        .or(() -> text.trouble().map(Answers::refused));
    }

    @Override
    public Optional<Fate.Refused> refusal() {
        return refused;
    }

    @Override
    public long position() {
        return octets;
    }

    /// What is acknowledged is no more than heard: a letter that breaks off is sent anew.
    @Override
    public void secure(Mark mark) {}

    @Override
    public void back(Mark mark) throws IOException {
        throw new IOException("a letter is sent from its beginning");
    }

    @Override
    public Fate finish() {
        if (refused.isPresent()) return refused.get();
        return switch (transfer.complete()) {
            case Unconfirmed.Standing.New _ -> judged();
            case Unconfirmed.Standing.Known _ -> {
                LOG.info("{} peer={} has sent again what was taken", text.id(), peer.address());
                yield new Fate.Taken();
            }
            case Unconfirmed.Standing.UnderWay _ ->
                    Answers.later("The same letter is being taken at this moment");
        };
    }

    private Fate judged() {
        Fate fate = Answers.later("A fault of this host");
        try {
            fate =
                    switch (reader.end()) {
                        case JntReading.Letter letter -> deliver(letter);
                        case JntReading.Unusable unusable -> Answers.unusable(unusable);
                    };
        } finally {
            transfer.decided(fate);
        }
        return fate;
    }

    /// Of a caller whose name we do not know the trace has our own, which is no part of the way.
    private ReversePath back(ReversePath from) {
        return from instanceof ReversePath.Sender(var path)
                        && !path.route().isEmpty()
                        && path.next().equals(new Host.Name(intake.host()))
                ? new ReversePath.Sender(path.beyondFirst())
                : from;
    }

    /// Recipients are looked at only now. If there is a chance for all of them later, all are to
    /// come later.
    private Fate deliver(JntReading.Letter letter) {
        ReversePath from = back(letter.from());
        var welcome = new ArrayList<Posted.To>();
        var others = new LinkedHashMap<MailPath, Verdict.Trouble>();
        for (MailPath path : letter.to()) {
            switch (intake.route(peer, from, path)) {
                case Verdict.Welcome _, Verdict.Elsewhere _, Verdict.Accepted _ ->
                        welcome.add(new Posted.To(path, Request.NONE));
                case Verdict.Trouble trouble when trouble.temporary() -> {
                    return Answers.refused(trouble);
                }
                case Verdict.Trouble trouble -> others.put(path, trouble);
            }
        }
        if (welcome.isEmpty()) return Answers.nobody(others);
        var posted =
                new Posted(
                        from,
                        Reporting.acknowledging(letter.acknowledgeTo().stream().toList()),
                        welcome,
                        others);
        return switch (intake.post(peer, posted, text)) {
            case Verdict.Accepted _ -> new Fate.Taken();
            case Verdict.Trouble trouble -> Answers.refused(trouble);
        };
    }

    @Override
    public void suspend(Mark last) {
        text.close();
    }

    @Override
    public void discard() {
        text.close();
    }

    @Override
    public void over() {
        transfer.confirm();
    }

    @Override
    public void left() {
        text.close();
        transfer.close();
    }
}
