package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.wire.Connection;
import org.posthouse.wire.ReplyLines;

/// The transmission channel seen from the sender: commands out, the reply to each in, with a limit
/// to every wait. Once anything is out of step the channel is of no use any more.
final class Channel implements Closeable {
    private static final Duration PARTING = Duration.ofSeconds(2);

    private final Connection connection;
    private final MtpSenderSettings settings;
    private final Edition edition;
    private final String remote;
    private final ReplyLines lines;
    private boolean usable = true;

    Channel(Connection connection, MtpSenderSettings settings, Edition edition, String remote) {
        this.connection = connection;
        this.settings = settings;
        this.edition = edition;
        this.remote = remote;
        this.lines = new ReplyLines(connection, remote);
        if (!edition.isStrict()) connection.telnet(); // RFC 772, "The MTP model"
    }

    String remote() {
        return remote;
    }

    boolean usable() {
        return usable;
    }

    /// Sends a command and hears its reply, of whatever kind.
    Answer ask(String command) throws IOException {
        return ask(command, settings.replyTimeout());
    }

    Answer ask(String command, Duration limit) throws IOException {
        if (!usable) throw new ProtocolException(remote + " and we are out of step");
        return whole(
                () -> {
                    connection.send(command);
                    return answer(command, limit);
                });
    }

    /// [#ask] for a command that is done with its first reply.
    Answer complete(String command) throws IOException {
        return last(command, ask(command));
    }

    /// The reply to nothing: the greeting.
    Answer greeting() throws IOException {
        return next("the connection", settings.greetingTimeout());
    }

    /// A reply that comes without another command of ours, as by RFC 772 after a preliminary one.
    Answer next(String what, Duration limit) throws IOException {
        return whole(() -> answer(what, limit));
    }

    /// A reply that may come without another command of ours.
    ///
    /// @param patience after which the host is taken to wait for us
    Optional<Answer> unasked(String what, Duration patience) throws IOException {
        return whole(() -> unasked(what, Instant.now().plus(patience)));
    }

    private Optional<Answer> unasked(String what, Instant end) throws IOException {
        Duration left = Duration.between(Instant.now(), end);
        while (left.isPositive() && connection.hears(left)) {
            Instant limit = Instant.now().plus(settings.replyTimeout());
            Optional<Matcher> first = first(what, lines.next(what, limit));
            if (first.isPresent()) return Optional.of(answer(what, first.get(), limit));
            left = Duration.between(Instant.now(), end);
        }
        return Optional.empty();
    }

    /// Sends a text and hears what became of it. If the store fails on the way, the text is not
    /// ended: the host must not take a part of it for the whole.
    Answer transmit(Content content) throws IOException {
        return whole(
                () -> {
                    try (InputStream text = content.open()) {
                        connection.send(text, settings.textTimeout());
                    }
                    return last("the text", answer("the text", settings.endTimeout()));
                });
    }

    /// Passes on the reply to what is done with it.
    ///
    /// @throws IOException when it is a preliminary or intermediate one (RFC 780 section 5.4: an
    ///   error)
    Answer last(String what, Answer answer) throws IOException {
        return switch (answer.kind()) {
            case COMPLETION, TRANSIENT_NEGATIVE, PERMANENT_NEGATIVE -> answer;
            case PRELIMINARY, INTERMEDIATE -> throw outOfStep(what, answer);
        };
    }

    IOException outOfStep(String what, Answer answer) {
        usable = false;
        return new ProtocolException(remote + " answered " + what + " out of step: " + answer);
    }

    private interface Exchange<T> {
        T done() throws IOException;
    }

    private <T> T whole(Exchange<T> exchange) throws IOException {
        boolean before = usable;
        usable = false;
        T answer = exchange.done();
        usable = before;
        return answer;
    }

    /// @param what it is to answer, for an operator
    /// @throws Farewell when it is 421
    private Answer answer(String what, Duration limit) throws IOException {
        Instant end = Instant.now().plus(limit);
        for (int n = 0; n < ReplyLines.MOST; n++) {
            Optional<Matcher> first = first(what, lines.next(what, end));
            if (first.isPresent()) return answer(what, first.get(), end);
        }
        throw lines.tooMany(what);
    }

    /// The first line of a reply; nothing when it is a message without a code, which by RFC 772
    /// ("MTP replies") may come at any time and is for no program.
    private Optional<Matcher> first(String what, String line) throws IOException {
        Matcher first = REPLY.matcher(line);
        if (first.matches()) return Optional.of(first);
        if (edition.isStrict() || CODE.matcher(line).lookingAt()) throw lines.noReply(what, line);
        return Optional.empty();
    }

    private Answer answer(String what, Matcher first, Instant end) throws IOException {
        String code = first.group("code");
        var text = new StringBuilder(first.group("text"));
        if (first.group("more") != null) lines.rest(what, code, text, end);
        var answer = new Answer(Integer.parseInt(code), ReplyLines.printable(text.toString()));
        if (answer.code() == 421) throw new Farewell(remote, answer);
        return answer;
    }

    /// Says something of which no reply matters, since the channel is closed next.
    void say(String command) throws IOException {
        usable = false;
        connection.send(command);
    }

    /// Nothing more will be said on it, and nothing heard.
    void leave() {
        usable = false;
    }

    /// QUIT, if the channel is in step, and a moment for the 221.
    @Override
    public void close() throws IOException {
        try (connection) {
            if (usable) ask("QUIT", PARTING);
        } catch (IOException _) {
            // it is gone as it was to be
        }
    }

    private static final Pattern CODE =
            Pattern.compile("\\d{3}(?:[- ]|$)"); // or what looks like one
    private static final Pattern REPLY =
            Pattern.compile("(?<code>[1-5]\\d\\d)(?:(?<more>-)| |$)(?<text>.*)", Pattern.DOTALL);
}
