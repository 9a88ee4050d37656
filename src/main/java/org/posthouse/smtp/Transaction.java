package org.posthouse.smtp;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Delivery;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;

/// One mail transaction (RFC 5321 section 3.3): MAIL, RCPT for some recipients, DATA and the text.
/// Each recipient is settled as soon as its fate is known.
///
/// The commands up to DATA are the same in lockstep and pipelined (RFC 2920 section 3.1). But in
/// lockstep what can lead nowhere is not said any more, while what was said ahead is always heard
/// out, and a text that was asked for with nobody to receive it is an empty one.
final class Transaction {
    /// @param sender what the host said to MAIL
    /// @param accepted recipients it took
    /// @param postponed those it had no place for in this transaction, and may have in the next
    /// @param open whether the host may still think that the transaction goes on
    record Result(
            Answer sender, int accepted, SequencedMap<Recipient, String> postponed, boolean open) {}

    /// Says a command, unless it was said ahead, and hears the answer to it.
    private interface Talk {
        Answer ask(String command, Duration limit) throws IOException;
    }

    private static final int START_TEXT = 354;

    private final Channel channel;
    private final SmtpSenderSettings settings;
    private final Delivery delivery;
    private final List<Recipient> accepted = new ArrayList<>();
    private final SequencedMap<Recipient, Answer> crowdedOut = new LinkedHashMap<>();

    Transaction(Channel channel, SmtpSenderSettings settings, Delivery delivery) {
        this.channel = channel;
        this.settings = settings;
        this.delivery = delivery;
    }

    /// @param mail the command
    /// @param to recipients with their paths as they are written, and what follows them
    Result lockstep(String mail, SequencedMap<Recipient, String> to, Content content)
            throws IOException {
        Answer sender = last(Answer.To.MAIL, channel.ask(mail, settings.commandTimeout()));
        if (!sender.positive()) return result(sender, to, true);
        recipients(channel::ask, to);
        if (accepted.isEmpty()) return result(sender, to, true);
        return data(channel::ask, sender, to, content);
    }

    Result pipelined(String mail, SequencedMap<Recipient, String> to, Content content)
            throws IOException {
        channel.say(mail);
        for (String path : to.values()) channel.say("RCPT TO:" + path);
        channel.say("DATA");
        Talk heard = (command, limit) -> channel.hear(command, limit);
        Answer sender = last(Answer.To.MAIL, heard.ask("MAIL", settings.commandTimeout()));
        if (sender.positive()) {
            recipients(heard, to);
        } else {
            for (int i = 0; i < to.size(); i++) heard.ask("RCPT", settings.commandTimeout());
        }
        return data(heard, sender, to, content);
    }

    private void recipients(Talk talk, SequencedMap<Recipient, String> to) throws IOException {
        for (Map.Entry<Recipient, String> recipient : to.entrySet()) {
            Answer answer = talk.ask("RCPT TO:" + recipient.getValue(), settings.commandTimeout());
            recipient(recipient.getKey(), last(Answer.To.RCPT, answer));
        }
    }

    private void recipient(Recipient recipient, Answer answer) {
        if (answer.positive()) {
            accepted.add(recipient);
        } else if (answer.tooMany() && !accepted.isEmpty()) {
            crowdedOut.put(recipient, answer);
        } else {
            delivery.settle(recipient, answer.outcome(Answer.To.RCPT, channel.remote()));
        }
    }

    private Result data(
            Talk talk, Answer sender, SequencedMap<Recipient, String> to, Content content)
            throws IOException {
        Answer data = talk.ask("DATA", settings.dataTimeout());
        if (data.code() != START_TEXT) {
            if (!data.negative()) throw channel.outOfStep("DATA", data.toString());
            settle(accepted, data, Answer.To.DATA);
            settleCrowdedOut();
            return result(sender, to, true);
        }
        if (accepted.isEmpty()) {
            channel.ask(".", settings.endTimeout());
            return result(sender, to, true);
        }
        channel.transmit(content, settings.textTimeout());
        Answer end = end();
        settle(accepted, end, Answer.To.TEXT);
        if (!end.positive()) settleCrowdedOut();
        return result(sender, to, false);
    }

    /// When the line breaks here, or the answer makes no sense, the host may have the message or
    /// not (RFC 1047). It is tried again, but not at once.
    private Answer end() throws IOException {
        try {
            return last(Answer.To.TEXT, channel.hear("the text", settings.endTimeout()));
        } catch (IOException e) {
            String words = Objects.requireNonNullElse(e.getMessage(), "the line broke");
            for (Recipient recipient : accepted)
                delivery.settle(recipient, new Outcome.Deferred(Diagnosis.ours("4.4.2", words)));
            throw e;
        }
    }

    private void settle(List<Recipient> recipients, Answer answer, Answer.To what) {
        Outcome outcome = answer.outcome(what, channel.remote());
        for (Recipient recipient : recipients) delivery.settle(recipient, outcome);
    }

    /// The transaction led nowhere, and a next one would hardly lead further.
    private void settleCrowdedOut() {
        crowdedOut.forEach(
                (recipient, answer) ->
                        delivery.settle(
                                recipient, new Outcome.Deferred(answer.crowded(channel.remote()))));
        crowdedOut.clear();
    }

    private Result result(Answer sender, SequencedMap<Recipient, String> to, boolean open) {
        var postponed = new LinkedHashMap<>(to);
        postponed.keySet().retainAll(crowdedOut.keySet());
        return new Result(sender, accepted.size(), postponed, open);
    }

    /// @throws IOException when the answer is neither a yes nor a no
    private Answer last(Answer.To what, Answer answer) throws IOException {
        if (answer.positive() || answer.negative()) return answer;
        throw channel.outOfStep(what.toString(), answer.toString());
    }
}
