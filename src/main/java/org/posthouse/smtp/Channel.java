package org.posthouse.smtp;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Line;
import org.posthouse.wire.ReplyLines;

/// The line to a receiver, seen from the sender: commands out, answers in, a limit to every wait.
///
/// An answer is understood generously but bounded. What is no answer at all counts as a broken
/// line, since nobody can say any more which command the next one belongs to. After a 421 nothing
/// is said or heard any more: it is the answer to all that follows.
final class Channel implements Closeable {
    private static final int LONGEST =
            4096; // octets of a line, of which 512 are allowed (4.5.3.1.5)
    private static final int LINES = 512;
    private static final int OCTETS = 65_536;
    private static final Duration PARTING = Duration.ofSeconds(2);

    private final Connection connection;
    private final String remote;
    private boolean inStep = true;
    private Optional<Answer> parting = Optional.empty();

    Channel(Connection connection, String remote) {
        this.connection = connection;
        this.remote = remote;
    }

    /// The host, for outcomes.
    String remote() {
        return remote;
    }

    /// Whether another command may follow.
    boolean usable() {
        return inStep && parting.isEmpty();
    }

    Answer ask(String command, Duration limit) throws IOException {
        say(command);
        return hear(verb(command), limit);
    }

    /// Sends a command whose answer is heard later.
    void say(String command) throws IOException {
        if (parting.isPresent()) return;
        inStep = false;
        try {
            connection.send(command);
        } catch (SocketException e) {
            throw gone(verb(command), e);
        }
        inStep = true;
    }

    /// Sends a text and its end. If the store fails on the way, the text is not ended: the host
    /// must not take a part of it for the whole.
    void transmit(Content content, Duration limit) throws IOException {
        inStep = false;
        try (InputStream text = content.open()) {
            connection.send(text, limit);
        } catch (SocketException e) {
            throw gone("the text", e);
        }
        inStep = true;
    }

    /// @param what it is to answer, for an operator
    Answer hear(String what, Duration limit) throws IOException {
        if (parting.isPresent()) return parting.get();
        inStep = false;
        Answer answer = answer(what, limit);
        inStep = true;
        if (answer.parting()) parting = Optional.of(answer);
        return answer;
    }

    private Answer answer(String what, Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        var texts = new ArrayList<String>();
        int octets = 0;
        while (true) {
            String line = line(what, Duration.ofNanos(end - System.nanoTime()));
            octets += line.length();
            if (!isAnswer(line)) throw outOfStep(what, "\"" + line + "\"");
            if (octets > OCTETS || texts.size() == LINES) throw outOfStep(what, "too many lines");
            texts.add(line.substring(Math.min(4, line.length())));
            if (line.length() == 3 || line.charAt(3) == ' ')
                return new Answer(Integer.parseInt(line, 0, 3, 10), texts);
        }
    }

    /// RFC 5321 section 4.2: three digits, the first of them from 2 to 5, then a space, a hyphen or
    /// the end.
    private static boolean isAnswer(String line) {
        return line.length() >= 3
                && line.charAt(0) >= '2'
                && line.charAt(0) <= '5'
                && isDigit(line.charAt(1))
                && isDigit(line.charAt(2))
                && (line.length() == 3 || line.charAt(3) == ' ' || line.charAt(3) == '-');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private String line(String what, Duration limit) throws IOException {
        return switch (connection.line(LONGEST, limit.isPositive() ? limit : Duration.ZERO)) {
            case Line.Text(var text) -> text;
            case Line.Stray(var text) -> text; // how it ends its lines is its own affair
            case Line.TooLong(var octets) ->
                    throw outOfStep(what, "a line of " + octets + " octets");
            case Line.Nothing _ -> throw ReplyLines.silence(connection, remote, what);
        };
    }

    private IOException gone(String what, SocketException e) {
        boolean late = connection.ending() == Connection.Ending.LATE;
        String words = late ? " did not take " + what + " in time" : " hung up at " + what;
        var gone = new SocketException(remote + words);
        gone.initCause(e);
        return gone;
    }

    /// The answer makes no sense where it stands.
    IOException outOfStep(String what, String answer) {
        inStep = false;
        String words = remote + " answered " + what + " with " + answer;
        return new ProtocolException(words.replaceAll("[^ -~]", "?"));
    }

    private static String verb(String command) {
        int space = command.indexOf(' ');
        return space < 0 ? command : command.substring(0, space);
    }

    /// QUIT, if that can still be heard, and a moment for the 221.
    @Override
    public void close() throws IOException {
        try (connection) {
            if (usable()) ask("QUIT", PARTING);
        } catch (IOException _) {
            // it is gone, as it was to be
        }
    }
}
