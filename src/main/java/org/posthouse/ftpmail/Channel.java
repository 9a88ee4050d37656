package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.ftpmail.Answer.Meaning;
import org.posthouse.mail.Content;
import org.posthouse.wire.Connection;
import org.posthouse.wire.DotText;
import org.posthouse.wire.ReplyLines;
import org.posthouse.wire.Transcript;

/// The control connection seen from the user process: commands out, the replies to each in, with a
/// limit to every wait. Once anything is out of step the channel is of no use any more.
final class Channel implements Closeable {
    private static final Duration PARTING = Duration.ofSeconds(2);
    private static final Pattern REPLY =
            Pattern.compile("(?<code>[0-5]\\d\\d)(?:(?<more>-)| |$)(?<text>.*)", Pattern.DOTALL);

    private final Connection connection;
    private final FtpmailSenderSettings settings;
    private final Transcript transcript;
    private final String remote;
    private final ReplyLines lines;
    private Meaning meaning = Meaning.RFC765;
    private boolean usable = true;

    Channel(
            Connection connection,
            FtpmailSenderSettings settings,
            Transcript transcript,
            String remote) {
        this.connection = connection;
        this.settings = settings;
        this.transcript = transcript;
        this.remote = remote;
        this.lines = new ReplyLines(connection, remote);
        connection.telnet();
    }

    String remote() {
        return remote;
    }

    boolean usable() {
        return usable;
    }

    /// Whether the host greeted as those of old FTP do, with 300.
    boolean isOld() {
        return meaning == Meaning.RFC454;
    }

    InetAddress here() {
        return connection.local().getAddress();
    }

    InetAddress there() {
        return connection.peer().getAddress();
    }

    FtpmailSenderSettings settings() {
        return settings;
    }

    Transcript transcript() {
        return transcript;
    }

    /// The first reply, to nothing.
    Answer greeting() throws IOException {
        Answer greeting = whole(() -> answer("the connection", settings.greetingTimeout()));
        if (greeting.code() == 120)
            greeting = whole(() -> answer("the connection", settings.delay()));
        if (greeting.code() == 300) meaning = Meaning.RFC454;
        return greeting;
    }

    /// Sends a command and hears its first reply, of whatever kind.
    Answer ask(String command) throws IOException {
        return ask(command, command, settings.replyTimeout());
    }

    /// A command whose argument the transcript must not learn.
    Answer askSecretly(String command, String secret) throws IOException {
        return ask(command + " " + secret, command + " ****", settings.replyTimeout());
    }

    private Answer ask(String command, String shown, Duration limit) throws IOException {
        return whole(
                () -> {
                    connection.sendSecret(command, shown);
                    return answer(shown, limit);
                });
    }

    /// [#ask] for a command that is done with its first reply; what may come before that is passed
    /// over.
    Answer complete(String command) throws IOException {
        return last(command, settled(command, ask(command)));
    }

    /// The next reply, of itself.
    Answer next(String what) throws IOException {
        return whole(() -> answer(what, settings.replyTimeout()));
    }

    /// The first reply that is not preliminary: 151, 152 and 119 only tell (RFC 765).
    Answer settled(String what, Answer answer) throws IOException {
        return settled(what, answer, settings.replyTimeout());
    }

    private Answer settled(String what, Answer first, Duration limit) throws IOException {
        Answer answer = first;
        for (int n = 0; answer.kind() == Answer.Kind.PRELIMINARY; n++) {
            if (n == ReplyLines.MOST) throw outOfStep(what, answer);
            answer = whole(() -> answer(what, limit));
        }
        return answer;
    }

    /// Sends a text up to its lone period and hears what became of it. If the store fails on the
    /// way, the text is not ended: the host must not take a part of it for the whole.
    Answer transmit(Content content) throws IOException {
        return whole(
                () -> {
                    try (InputStream text = content.open()) {
                        connection.send(text, settings.textTimeout(), DotText.Transparency.NONE);
                    }
                    return end();
                });
    }

    /// What became of a text that was sent on a connection of its own.
    Answer end() throws IOException {
        return whole(
                () -> {
                    Answer first = answer("the text", settings.endTimeout());
                    return last("the text", settled("the text", first, settings.endTimeout()));
                });
    }

    /// Passes on a reply that must be the last.
    Answer last(String what, Answer answer) throws IOException {
        return switch (answer.kind()) {
            case COMPLETION, TRANSIENT_NEGATIVE, PERMANENT_NEGATIVE -> answer;
            case PRELIMINARY, INTERMEDIATE -> throw outOfStep(what, answer);
        };
    }

    /// Something went wrong on our side, and the host is in the midst of something.
    void abandon() {
        usable = false;
    }

    IOException outOfStep(String what, Answer answer) {
        usable = false;
        return new ProtocolException(remote + " answered " + what + " out of step: " + answer);
    }

    private interface Exchange {
        Answer done() throws IOException;
    }

    private Answer whole(Exchange exchange) throws IOException {
        boolean before = usable;
        usable = false;
        Answer answer = exchange.done();
        usable = before;
        return answer;
    }

    /// The next reply that is one: those below 100 are for people (RFC 454).
    ///
    /// @param what it is to answer, for an operator
    /// @throws Farewell when the host says that it goes
    private Answer answer(String what, Duration limit) throws IOException {
        Instant end = Instant.now().plus(limit);
        Meaning by = what.startsWith("X") && !isOld() ? Meaning.RFC743 : meaning;
        for (int n = 0; n < ReplyLines.MOST; n++) {
            Answer answer = reply(what, by, end);
            if (answer.code() < 100) continue;
            if (answer.isGoodbye()) throw new Farewell(remote, answer);
            return answer;
        }
        throw lines.tooMany(what);
    }

    private Answer reply(String what, Meaning by, Instant end) throws IOException {
        String line = lines.next(what, end);
        Matcher first = REPLY.matcher(line);
        if (!first.matches()) throw lines.noReply(what, line);
        String code = first.group("code");
        var text = new StringBuilder(first.group("text"));
        if (first.group("more") != null) lines.rest(what, code, text, end);
        return new Answer(Integer.parseInt(code), ReplyLines.printable(text.toString()), by);
    }

    /// QUIT, which old FTP calls BYE, if the channel is in step, and a moment for the reply.
    @Override
    public void close() throws IOException {
        try (connection) {
            String farewell = isOld() ? "BYE" : "QUIT";
            if (usable) ask(farewell, farewell, PARTING);
        } catch (IOException _) {
            // it is gone as it was to be
        }
    }
}
