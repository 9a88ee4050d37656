package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Line;

/// The transmission channel seen from the sender: commands out, the reply to each in, with a limit
/// to every wait. Once anything is out of step the channel is of no use any more.
final class Channel implements Closeable {
    private static final int LONGEST = 4096; // octets of a reply line: 65 are allowed (5.5.3)
    private static final int LINES = 256; // of one reply
    private static final int KEPT = 512; // characters of a reply's text
    private static final Duration PARTING = Duration.ofSeconds(2);

    private final Connection connection;
    private final MtpSenderSettings settings;
    private final String remote;
    private boolean usable = true;

    Channel(Connection connection, MtpSenderSettings settings, String remote) {
        this.connection = connection;
        this.settings = settings;
        this.remote = remote;
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
        return whole(() -> answer("the connection", settings.greetingTimeout()));
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

    /// @param what it is to answer, for an operator
    /// @throws Farewell when it is 421
    private Answer answer(String what, Duration limit) throws IOException {
        Instant end = Instant.now().plus(limit);
        String line = line(what, end);
        Matcher first = REPLY.matcher(line);
        if (!first.matches())
            throw new ProtocolException(remote + " answered " + what + " with: " + printable(line));
        String code = first.group("code");
        var text = new StringBuilder(first.group("text"));
        if (first.group("more") != null) rest(what, code, text, end);
        var answer = new Answer(Integer.parseInt(code), printable(text.toString()));
        if (answer.code() == 421) throw new Farewell(remote, answer);
        return answer;
    }

    /// The lines up to the one that begins with the code and a space (RFC 780 appendix E); what the
    /// others begin with does not matter.
    private void rest(String what, String code, StringBuilder text, Instant end)
            throws IOException {
        for (int lines = 1; lines < LINES; lines++) {
            String line = line(what, end);
            boolean marked = line.startsWith(code);
            if (text.length() < KEPT)
                text.append(' ').append(marked ? line.substring(Math.min(4, line.length())) : line);
            if (marked && (line.length() == 3 || line.charAt(3) == ' ')) return;
        }
        throw new ProtocolException(
                remote + " answered " + what + " with more than " + LINES + " lines");
    }

    private String line(String what, Instant end) throws IOException {
        Duration left = Duration.between(Instant.now(), end);
        return switch (connection.line(LONGEST, left.isPositive() ? left : Duration.ZERO)) {
            case Line.Text(var text) -> text;
            case Line.Stray(var text) -> text; // what it ends its lines with is its own affair
            case Line.TooLong(var octets) ->
                    throw new ProtocolException(
                            remote + " answered " + what + " with a line of " + octets + " octets");
            case Line.Nothing _ -> throw silence(what);
        };
    }

    private IOException silence(String what) {
        return switch (connection.ending()) {
            case LATE ->
                    new SocketTimeoutException(remote + " did not answer " + what + " in time");
            case OPEN, PEER -> new EOFException(remote + " hung up instead of answering " + what);
            case DRAINING -> new EOFException("we are shutting down");
        };
    }

    private static String printable(String text) {
        return text.substring(0, Math.min(KEPT, text.length())).strip().replaceAll("[^ -~]", "?");
    }

    /// Says something to which no reply will be waited for, since the channel is closed next.
    void say(String command) throws IOException {
        usable = false;
        connection.send(command);
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

    private static final Pattern REPLY =
            Pattern.compile("(?<code>[1-5]\\d\\d)(?:(?<more>-)| |$)(?<text>.*)", Pattern.DOTALL);
}
