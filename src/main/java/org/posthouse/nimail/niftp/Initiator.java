package org.posthouse.nimail.niftp;

import module java.base;

import org.posthouse.mail.Transfer;
import org.posthouse.nimail.niftp.Command.Verb;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Octets;
import org.posthouse.wire.Transcript;

/// P's side of one connection: any number of transfers, one after the other. Used by one thread.
public final class Initiator {
    /// How long to wait for the partner.
    ///
    /// @param exchange for each answer of level 0
    /// @param data without an octet in the data; empty for what was negotiated
    public record Times(Duration exchange, Optional<Duration> data) {
        /// As docs/niftp.md has them, time-outs.
        public static final Times STANDARD = new Times(Duration.ofMinutes(2), Optional.empty());
    }

    private final Exchange exchange;
    private final Octets line;
    private final String greeting;
    private Times times = Times.STANDARD;
    private boolean answered;
    private Optional<Outcome> known = Optional.empty();
    private boolean begun; // the data phase, which has its own way with the store

    private Initiator(Exchange exchange, String greeting) {
        this.exchange = exchange;
        this.line = exchange.line();
        this.greeting = greeting;
    }

    /// @param service the called service's name to be said first; empty for the straight mapping
    /// @param greeting what we call ourselves
    public static Initiator over(
            Connection connection,
            String service,
            String greeting,
            Profile profile,
            Progress progress,
            Transcript transcript)
            throws IOException {
        Octets line = connection.octets();
        line.patience(Times.STANDARD.exchange());
        if (!service.isEmpty()) {
            byte[] name = (service + "\0").getBytes(StandardCharsets.ISO_8859_1);
            line.write(name, 0, name.length);
            Shown.name(service).forEach(shown -> transcript.said(Transcript.Side.OURS, shown));
        }
        return new Initiator(Exchange.over(line, profile, progress, transcript), greeting);
    }

    /// From now on.
    public void times(Times changed) {
        times = changed;
        line.patience(changed.exchange());
    }

    /// Whether the partner has ever answered what we wanted: a host that has not may not speak
    /// NIFTP, or not as we lay it on TCP.
    public boolean answered() {
        return answered;
    }

    /// @throws IOException when the line breaks; the store or source keeps what a later call needs
    public Outcome run(Job job) throws IOException {
        begun = false;
        known = Optional.empty();
        try {
            return transfer(job);
        } finally {
            exchange.progress().over();
            if (!begun && job instanceof Job.Take(var _, var store, var marks))
                store.suspend(marks.isEmpty() ? Mark.START : marks.getLast());
        }
    }

    private Outcome transfer(Job job) throws IOException {
        List<Attribute> sent = job.wanted().attributes(exchange.profile(), greeting);
        exchange.out().command(new Command(Verb.SFT, sent));
        return switch (answer()) {
            case Command(var verb, var returned) when verb == Verb.RPOS -> {
                answered = true;
                yield switch (Verification.check(sent, returned)) {
                    case Verification.Verdict.Accepted(var agreement) -> go(job, agreement);
                    case Verification.Verdict.Objection(var why) ->
                            stop(State.BAD_ATTRIBUTE, List.of(why));
                };
            }
            case Command command when command.verb() == Verb.RNEG -> {
                answered = true;
                yield stop(command.state().orElse(State.REJECTED), command.messages());
            }
            case Command command -> throw strange(command.verb() + " where RPOS belongs");
            case Heard.Malformed(var why) -> throw strange(why);
            case Heard.Nothing _ -> throw lost();
        };
    }

    private Heard answer() throws IOException {
        line.within(times.exchange());
        return exchange.in().command();
    }

    private static ProtocolException strange(String why) {
        return new ProtocolException("the partner does not keep to the protocol: " + why);
    }

    private EOFException lost() {
        return new EOFException(exchange.in().ending());
    }

    private Outcome go(Job job, Agreement agreement) throws IOException {
        begun = true;
        exchange.progress().agreed(agreement, direction(job));
        Ended ended = new Ended.Well();
        if (agreement.number(Meaning.RESTART) != Agreement.END) {
            exchange.out().command(new Command(Verb.GO, List.of()));
            Duration patience = times.data().orElse(agreement.timeout());
            line.patience(patience);
            ended =
                    switch (job) {
                        case Job.Give(var _, var source) ->
                                new Sending(exchange, agreement, source, patience).run();
                        case Job.Take(var _, var store, var marks) ->
                                new Receiving(
                                                exchange,
                                                agreement,
                                                store,
                                                start(agreement, store, marks))
                                        .run();
                    };
        }
        return switch (ended) {
            case Ended.Well _ -> {
                if (job instanceof Job.Give(var _, var source)) source.acknowledged();
                yield over(job, stop(State.DONE, List.of()));
            }
            case Ended.Failed(var state, var _, var why) -> over(job, stop(state, List.of(why)));
            case Ended.Cut(var why) -> throw new EOFException(why);
        };
    }

    private static Transfer.Direction direction(Job job) {
        return switch (job) {
            case Job.Give _ -> Transfer.Direction.OUT;
            case Job.Take _ -> Transfer.Direction.IN;
        };
    }

    /// Q may begin earlier than we asked, at a mark we know.
    private static Mark start(Agreement agreement, Store store, List<Mark> marks)
            throws IOException {
        int restart = agreement.number(Meaning.RESTART);
        Mark start =
                Stream.concat(Stream.of(Mark.START), marks.stream())
                        .filter(mark -> mark.number() == restart)
                        .findFirst()
                        .orElseThrow(() -> strange("it begins at mark " + restart));
        store.back(start);
        return start;
    }

    private static Outcome over(Job job, Outcome outcome) {
        switch (job) {
            case Job.Give(var _, var source) -> {
                Optional<String> problem = source.over(outcome.state());
                if (problem.isPresent()) {
                    return new Outcome(State.DONE_WITH_PROBLEM, List.of(problem.get()));
                }
            }
            case Job.Take(var _, var store, var _) -> {
                if (outcome.state().sameClass(State.DONE)) store.over();
            }
        }
        return outcome;
    }

    /// What the latest transfer had come to when the line broke: nothing, unless only STOPACK is
    /// missing.
    public Optional<Outcome> known() {
        return known;
    }

    private Outcome stop(State state, List<String> messages) throws IOException {
        known = Optional.of(new Outcome(state, messages));
        exchange.out().command(Command.stop(Verb.STOP, state, messages));
        return switch (answer()) {
            case Command command when command.verb() == Verb.STOPACK ->
                    outcome(state, messages, command);
            case Command command -> throw strange(command.verb() + " where STOPACK belongs");
            case Heard.Malformed(var why) -> throw strange(why);
            case Heard.Nothing _ -> throw lost();
        };
    }

    /// A STOPACK of another class says nothing, but for a transfer that we thought was done.
    private static Outcome outcome(State state, List<String> messages, Command stopack) {
        State theirs = stopack.state().orElse(state);
        State worst = state.worsened(theirs);
        if (state.equals(State.DONE) && !state.sameClass(theirs)) worst = State.DONE_WITH_PROBLEM;
        var all = new ArrayList<>(messages);
        stopack.messages().stream().filter(text -> !all.contains(text)).forEach(all::add);
        return new Outcome(worst, all);
    }
}
