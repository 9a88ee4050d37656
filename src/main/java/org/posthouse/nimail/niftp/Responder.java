package org.posthouse.nimail.niftp;

import module java.base;

import org.posthouse.mail.Transfer;
import org.posthouse.nimail.niftp.Command.Verb;
import org.posthouse.wire.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Q's side of one connection: SFT, RPOS or RNEG, GO, the data, STOP, STOPACK, and so on for as
/// long as P has work. A protocol error outside the data ends the connection without a word.
final class Responder {
    private static final Logger LOG = LoggerFactory.getLogger(NiftpReceiver.class);
    private static final Map<Meaning, String> LOGGED =
            Map.of(Meaning.USERNAME, "user", Meaning.FILENAME, "file");

    private final Exchange exchange;
    private final Octets line;
    private final Manner manner;
    private final Service service;
    private final Service.Caller caller;
    private final List<String> notes;
    private String what = ""; // this transfer is about, for the log

    /// @param notes to be told with every STOPACK
    Responder(
            Exchange exchange,
            Manner manner,
            Service service,
            Service.Caller caller,
            List<String> notes) {
        this.exchange = exchange;
        this.line = exchange.line();
        this.manner = manner;
        this.service = service;
        this.caller = caller;
        this.notes = notes;
    }

    void converse() throws IOException {
        boolean more = true;
        while (more) {
            line.patience(manner.commandTimeout());
            more = line.begins() && transfer();
        }
        exchange.out().flush();
        line.flush();
    }

    /// @return whether there may be another on this connection
    private boolean transfer() throws IOException {
        line.within(manner.commandTimeout());
        return switch (exchange.in().command()) {
            case Command(var verb, var attributes) when verb == Verb.SFT -> asked(attributes);
            case Command command -> strange(command.verb() + " where SFT belongs");
            case Heard.Malformed(var why) -> strange(why);
            case Heard.Nothing _ -> false;
        };
    }

    private boolean strange(String why) {
        LOG.info("protocol error peer={}{} reason=\"{}\"", caller.address(), what, why);
        return false;
    }

    private boolean asked(List<Attribute> wanted) throws IOException {
        what = "";
        return switch (Negotiation.answer(wanted, exchange.profile())) {
            case Negotiation.Answer.Refused(var refusal) -> refused(refusal);
            case Negotiation.Answer.Agreed(var agreement) -> {
                what = what(agreement);
                yield switch (service.open(agreement, caller)) {
                    case Service.Answer.Refused(var refusal) -> refused(refusal);
                    case Service.Answer.Receive receive -> receive(wanted, receive);
                    case Service.Answer.Send send -> send(wanted, send);
                };
            }
        };
    }

    private static String what(Agreement agreement) {
        return Stream.of(Meaning.USERNAME, Meaning.FILENAME)
                .flatMap(
                        meaning ->
                                agreement.text(meaning).stream()
                                        .map(text -> text.replaceAll("[^ !#-~]", "?"))
                                        .map(
                                                text ->
                                                        " %s=\"%s\""
                                                                .formatted(
                                                                        LOGGED.get(meaning), text)))
                .collect(Collectors.joining());
    }

    private boolean refused(Refusal refusal) throws IOException {
        LOG.info(
                "refused peer={}{} state={} reason=\"{}\"",
                caller.address(),
                what,
                refusal.state(),
                String.join("; ", refusal.messages()));
        exchange.out().command(refusal.command());
        line.within(manner.commandTimeout());
        return stopped(exchange.in().command(), _ -> refusal.state(), _ -> Optional.empty())
                .isPresent();
    }

    private boolean receive(List<Attribute> wanted, Service.Answer.Receive receive)
            throws IOException {
        Store store = receive.store();
        boolean settled = false;
        what = what(receive.agreement());
        exchange.progress().agreed(receive.agreement(), Transfer.Direction.IN);
        try {
            agreed(wanted, receive.agreement());
            if (receive.agreement().number(Meaning.RESTART) == Agreement.END) {
                settled = true;
                return afterwards(new Ended.Well(), stop -> over(stop, store));
            }
            Heard next = exchange.in().command();
            if (!isGo(next)) return stoppedEarly(next);
            line.patience(receive.agreement().timeout());
            settled = true;
            Ended ended =
                    new Receiving(exchange, receive.agreement(), store, receive.start()).run();
            return afterwards(ended, stop -> over(stop, store));
        } finally {
            if (!settled) store.suspend(receive.start());
            exchange.progress().over();
            store.left();
        }
    }

    private static Optional<String> over(State stop, Store store) {
        if (stop.equals(State.DONE)) store.over();
        return Optional.empty();
    }

    private boolean send(List<Attribute> wanted, Service.Answer.Send send) throws IOException {
        what = what(send.agreement());
        exchange.progress().agreed(send.agreement(), Transfer.Direction.OUT);
        try {
            return sent(wanted, send);
        } finally {
            exchange.progress().over();
            send.source().left();
        }
    }

    private boolean sent(List<Attribute> wanted, Service.Answer.Send send) throws IOException {
        agreed(wanted, send.agreement());
        if (send.agreement().number(Meaning.RESTART) == Agreement.END)
            return afterwards(new Ended.Well(), send.source()::over);
        Heard next = exchange.in().command();
        if (!isGo(next)) return stoppedEarly(next);
        line.patience(send.agreement().timeout());
        Ended ended =
                new Sending(exchange, send.agreement(), send.source(), send.agreement().timeout())
                        .run();
        if (ended instanceof Ended.Well) send.source().acknowledged();
        return ended instanceof Ended.Failed failed && failed.side() == Ended.Side.THEIRS
                ? refused(failed, send.source())
                : afterwards(ended, send.source()::over);
    }

    /// P, who receives, would not have the data; his STOP may say why.
    private boolean refused(Ended.Failed failed, Source source) throws IOException {
        line.within(manner.commandTimeout());
        Heard heard = exchange.in().command();
        String said = heard instanceof Command stop ? shown(stop) : "";
        String why = said.isEmpty() ? failed.why() : said;
        LOG.info(
                "refused by peer={}{} state={} reason=\"{}\"",
                caller.address(),
                what,
                failed.state(),
                why);
        source.refused(failed.state(), why);
        return stopped(heard, stop -> stop, _ -> Optional.empty()).isPresent();
    }

    private void agreed(List<Attribute> wanted, Agreement agreement) throws IOException {
        var returned = new ArrayList<>(Negotiation.returned(wanted, agreement));
        returned.add(Attribute.equal(Meaning.MESSAGE, manner.greeting()));
        exchange.out().command(new Command(Verb.RPOS, returned));
        line.within(manner.commandTimeout());
    }

    /// GO has no attributes.
    private static boolean isGo(Heard heard) {
        return heard instanceof Command(var verb, var attributes)
                && verb == Verb.GO
                && attributes.isEmpty();
    }

    /// STOP is legal instead of GO.
    private boolean stoppedEarly(Heard heard) throws IOException {
        if (heard instanceof Command stop && stop.verb() == Verb.STOP)
            LOG.info(
                    "not wanted peer={}{} state={} reason=\"{}\"",
                    caller.address(),
                    what,
                    stop.state().orElse(State.VIABLE),
                    shown(stop));
        if (heard instanceof Heard.Nothing) return cut(exchange.in().ending() + " before GO");
        return stopped(heard, stop -> stop, _ -> Optional.empty()).isPresent();
    }

    /// The partner's words, fit for a log.
    private static String shown(Command stop) {
        return String.join("; ", stop.messages()).replaceAll("[^ -~]", "?");
    }

    private boolean cut(String why) {
        LOG.info("cut peer={}{} reason=\"{}\"", caller.address(), what, why);
        return false;
    }

    private boolean afterwards(Ended ended, Function<State, Optional<String>> over)
            throws IOException {
        line.within(manner.commandTimeout());
        return switch (ended) {
            case Ended.Well _ -> well(over);
            case Ended.Failed(var state, var side, var why) -> {
                LOG.info(
                        "failed peer={}{} state={} reason=\"{}\"",
                        caller.address(),
                        what,
                        state,
                        why);
                yield stopped(
                                exchange.in().command(),
                                stop -> stop,
                                _ -> side == Ended.Side.OURS ? Optional.of(why) : Optional.empty())
                        .isPresent();
            }
            case Ended.Cut(var why) -> cut(why);
        };
    }

    /// The data are where they should be; P may have come to another end all the same.
    private boolean well(Function<State, Optional<String>> over) throws IOException {
        Heard heard = exchange.in().command();
        if (heard instanceof Heard.Nothing) return cut(exchange.in().ending() + " before STOP");
        Optional<State> state = stopped(heard, stop -> stop, over);
        if (state.isPresent())
            LOG.info(
                    "{} peer={}{} state={}",
                    state.get().sameClass(State.DONE) ? "done" : "not wanted",
                    caller.address(),
                    what,
                    state.get());
        return state.isPresent();
    }

    /// Answers STOP: with P's state, or a worse one of its class. Of a P who hangs up instead there
    /// is no more to be said than was said.
    ///
    /// @param problem what P is to be told
    /// @return the state that both end with; nothing where there was no STOP
    private Optional<State> stopped(
            Heard heard, UnaryOperator<State> ours, Function<State, Optional<String>> problem)
            throws IOException {
        return switch (heard) {
            case Command stop when stop.verb() == Verb.STOP ->
                    Optional.of(stopped(stop, ours, problem));
            case Command other -> noStop(other.verb() + " where STOP belongs");
            case Heard.Malformed(var why) -> noStop(why);
            case Heard.Nothing _ -> Optional.empty();
        };
    }

    private Optional<State> noStop(String why) {
        strange(why);
        return Optional.empty();
    }

    private State stopped(
            Command stop, UnaryOperator<State> ours, Function<State, Optional<String>> problem)
            throws IOException {
        State theirs = stop.state().orElse(State.VIABLE);
        Optional<String> told = problem.apply(theirs);
        State state = theirs.worsened(ours.apply(theirs));
        if (told.isPresent() && state.equals(State.DONE)) state = State.DONE_WITH_PROBLEM;
        var messages = new ArrayList<>(told.stream().toList());
        messages.addAll(notes);
        exchange.out().command(Command.stop(Verb.STOPACK, state, messages));
        return state;
    }
}
