package org.posthouse.smtp;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Delivery;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.ReversePath;

/// The sender's part of one conversation, which may carry several messages. Sees to what can be
/// sent to this host at all, and cuts a message's recipients into transactions ([Transaction]).
final class Sending implements Outbound.Conversation {
    private final Channel channel;
    private final SmtpSenderSettings settings;
    private final HopSettings hop;
    private final Extensions offered;
    private int batch;
    private boolean open; // a transaction was begun and not brought to its end

    Sending(Channel channel, SmtpSenderSettings settings, HopSettings hop, Extensions offered) {
        this.channel = channel;
        this.settings = settings;
        this.hop = hop;
        this.offered = offered;
        this.batch = hop.recipients();
    }

    @Override
    public void deliver(Delivery delivery) throws IOException {
        Optional<String> from = write(delivery.from());
        if (from.isEmpty()) {
            delivery.settleRest(unwritable("5.1.7", "the sender's address"));
            return;
        }
        SequencedMap<Recipient, String> to = writable(delivery);
        if (to.isEmpty()) return;
        switch (delivery.fit(offered.limits(hop))) {
            case Fit.Unfit(var why) -> delivery.settleRest(new Outcome.Failed(why));
            case Fit.Fits(var content) -> send(delivery, from.get(), to, content);
        }
    }

    private Optional<String> write(ReversePath from) {
        return switch (from) {
            case ReversePath.Sender(var path) when !from.isNotice() -> hop.write(path);
            case ReversePath.Sender _, ReversePath.Null _ -> Optional.of("<>");
        };
    }

    private SequencedMap<Recipient, String> writable(Delivery delivery) {
        var written = new LinkedHashMap<Recipient, String>();
        for (Recipient recipient : delivery.to()) {
            hop.write(recipient.path())
                    .ifPresentOrElse(
                            path ->
                                    written.put(
                                            recipient,
                                            path + offered.parameters(recipient.request())),
                            () -> delivery.settle(recipient, unwritable("5.1.3", "the address")));
        }
        return written;
    }

    private static Outcome unwritable(String status, String what) {
        return new Outcome.Failed(
                Diagnosis.ours(status, what + " has characters that SMTP cannot carry"));
    }

    /// Transactions until all recipients are settled. Each settles at least one, so this ends.
    private void send(
            Delivery delivery, String from, SequencedMap<Recipient, String> to, Content content)
            throws IOException {
        String mail =
                "MAIL FROM:"
                        + from
                        + offered.parameters(content.measure())
                        + offered.parameters(delivery.message().reporting());
        while (!to.isEmpty()) {
            Transaction.Result result = transact(delivery, mail, some(to), content);
            if (!result.sender().positive()) {
                Answer refusal = result.sender();
                delivery.settleRest(refusal.outcome(Answer.To.MAIL, channel.remote()));
                return;
            }
            if (!result.postponed().isEmpty()) batch = result.accepted();
            result.postponed().reversed().forEach(to::putFirst);
        }
    }

    private SequencedMap<Recipient, String> some(SequencedMap<Recipient, String> to) {
        var some = new LinkedHashMap<Recipient, String>();
        while (some.size() < batch && !to.isEmpty()) {
            Map.Entry<Recipient, String> next = to.pollFirstEntry();
            some.put(next.getKey(), next.getValue());
        }
        return some;
    }

    private Transaction.Result transact(
            Delivery delivery, String mail, SequencedMap<Recipient, String> to, Content content)
            throws IOException {
        if (open) reset();
        open = true;
        var transaction = new Transaction(channel, settings, delivery);
        Transaction.Result result =
                offered.pipelining()
                        ? transaction.pipelined(mail, to, content)
                        : transaction.lockstep(mail, to, content);
        open = result.open();
        return result;
    }

    private void reset() throws IOException {
        Answer answer = channel.ask("RSET", settings.commandTimeout());
        if (!answer.positive() && !answer.parting())
            throw channel.outOfStep("RSET", answer.toString());
    }

    @Override
    public boolean usable() {
        return channel.usable();
    }

    @Override
    public boolean notifies() {
        return offered.dsn();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
