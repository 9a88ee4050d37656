package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.mail.Acquaintance;
import org.posthouse.mail.Content;
import org.posthouse.mail.Outcome;

/// How the text of one message gets to one host: MAIL on the control connection or MLFL on a data
/// connection, with a login where the host wants one first.
final class Passage {
    private static final String FACT = "mlfl"; // `no`

    private final Channel channel;
    private final HopSettings wishes;
    private final Acquaintance host;
    private boolean loggedIn;

    Passage(Channel channel, HopSettings wishes, Acquaintance host) {
        this.channel = channel;
        this.wishes = wishes;
        this.host = host;
    }

    /// Begins with a login, if the hop has one.
    void begin() throws IOException {
        if (!wishes.login().isEmpty()) logIn();
    }

    /// Sends a text.
    ///
    /// @param to a name, or empty for those whom the scheme knows
    Outcome post(Content content, String to) throws IOException {
        boolean mlfl =
                switch (wishes.text()) {
                    case MAIL -> false;
                    case MLFL -> true;
                    case EITHER -> LonePeriod.isIn(content) && host.recall(FACT).isEmpty();
                };
        if (mlfl) {
            Optional<Outcome> outcome = onData(content, to);
            if (outcome.isPresent()) return outcome.get();
            host.learn(FACT, "no");
        }
        return onControl(content, to);
    }

    private static String command(String verb, String to) {
        return to.isEmpty() ? verb : verb + " " + to;
    }

    private Outcome onControl(Content content, String to) throws IOException {
        String command = command("MAIL", to);
        Answer answer = channel.settled(command, channel.ask(command));
        if (answer.wantsLogin() && !loggedIn) {
            logIn();
            answer = channel.settled(command, channel.ask(command));
        }
        // a text that was never sent cannot have arrived
        if (answer.completes()) throw channel.outOfStep(command, answer);
        return answer.wantsText()
                ? channel.transmit(content).outcome(channel.remote())
                : channel.last(command, answer).outcome(channel.remote());
    }

    /// @return nothing when the host has no MLFL, or no data connection that it and we understand
    private Optional<Outcome> onData(Content content, String to) throws IOException {
        Optional<DataLine> prepared = DataLine.prepare(channel, wishes.data());
        if (prepared.isEmpty()) return Optional.empty();
        try (DataLine line = prepared.get()) {
            String command = command("MLFL", to);
            Answer answer = start(command);
            if (answer.wantsLogin() && !loggedIn) {
                logIn();
                answer = start(command);
            }
            Answer end = isStart(answer) ? poured(line, content) : channel.last(command, answer);
            if (end.completes() && !isStart(answer)) throw channel.outOfStep(command, answer);
            return withoutData(end, to) ? Optional.empty() : Optional.of(outcome(end));
        }
    }

    /// Where data connections fail, the next attempt will do without.
    private Outcome outcome(Answer end) {
        if (isNoConnection(end)) host.learn(FACT, "no");
        return end.outcome(channel.remote());
    }

    /// 255 tells which socket the host will come from (RFC 454); TCP has told that already.
    private Answer start(String command) throws IOException {
        Answer answer = channel.ask(command);
        for (int n = 0; n < 8 && answer.code() == 255; n++) answer = channel.next(command);
        return answer;
    }

    /// 125, 150, and 151 or 152 in their stead (RFC 765); 250 (RFC 454).
    private static boolean isStart(Answer answer) {
        return answer.kind() == Answer.Kind.PRELIMINARY || answer.code() == 250;
    }

    /// Whether MAIL should be tried at once: the host does not know MLFL, or the connection did not
    /// come about. But a text that was refused makes the host forget the names it has stored (RFC
    /// 743), and so their text must not be tried twice.
    private boolean withoutData(Answer answer, String to) {
        return switch (answer.code()) {
            case 500, 502, 506 -> true;
            default -> isNoConnection(answer) && !to.isEmpty();
        };
    }

    private boolean isNoConnection(Answer answer) {
        return wishes.text() == HopSettings.Text.EITHER
                && (answer.code() == 425 || answer.code() == 454);
    }

    /// When the line cannot be had or breaks, the host will say so; only a store that fails must
    /// not be taken for that, or a part of the text would be the whole.
    private Answer poured(DataLine line, Content content) throws IOException {
        try {
            line.pour(content);
        } catch (SocketException | SocketTimeoutException e) {
            Answer answer = channel.end();
            if (answer.completes()) throw channel.outOfStep("a text it did not get", answer);
            return answer;
        } catch (IOException e) {
            channel.abandon(); // the host will say what it thinks of that; nobody asks
            throw e;
        }
        return channel.end();
    }

    /// USER, and PASS and ACCT as the host asks for them. Old FTP's 330 and 331 are asked in either
    /// order by one host or another.
    private void logIn() throws IOException {
        String name = wishes.login().isEmpty() ? "netml" : wishes.login();
        Login login = channel.settings().logins().get(name);
        if (login == null) throw new IOException("there is no [send.ftpmail.login." + name + "]");
        loggedIn = true;
        Answer answer = channel.ask("USER " + oneLine(login.user()));
        boolean account = answer.code() == 332 || channel.isOld() && answer.code() == 331;
        if (answer.kind() == Answer.Kind.INTERMEDIATE && !account)
            answer = channel.askSecretly("PASS", oneLine(login.password()));
        if (answer.kind() == Answer.Kind.INTERMEDIATE && !login.account().isEmpty())
            answer = channel.askSecretly("ACCT", oneLine(login.account()));
        if (!answer.completes())
            throw new IOException(
                    channel.remote() + " does not let " + login.user() + " in: " + answer);
    }

    private static String oneLine(String word) throws IOException {
        if (!word.matches("[ -~]*"))
            throw new IOException("a login has characters that no command may have");
        return word;
    }
}
