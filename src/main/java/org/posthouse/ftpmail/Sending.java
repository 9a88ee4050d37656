package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.mail.Acquaintance;
import org.posthouse.mail.Content;
import org.posthouse.mail.Delivery;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Limits;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;

/// The user process's part of one conversation, which may carry several messages. Whom a message is
/// from is not said: its header has to.
final class Sending implements Outbound.Conversation {
    private final Channel channel;
    private final HopSettings wishes;
    private final Negotiation negotiation;
    private final Passage passage;

    Sending(Channel channel, HopSettings wishes, Passage passage, Acquaintance host) {
        this.channel = channel;
        this.wishes = wishes;
        this.passage = passage;
        this.negotiation = new Negotiation(channel, host);
    }

    @Override
    public void deliver(Delivery delivery) throws IOException {
        var limits =
                new Limits(
                        wishes.textLine(),
                        Measure.Width.SEVEN_BIT,
                        Long.MAX_VALUE,
                        Limits.Readers.PLAIN);
        switch (delivery.fit(limits)) {
            case Fit.Unfit(var why) -> delivery.settleRest(new Outcome.Failed(why));
            case Fit.Fits(var content) -> deliver(delivery, content);
        }
    }

    private void deliver(Delivery delivery, Content content) throws IOException {
        Naming naming = wishes.naming();
        List<Transmission.To> to =
                delivery.to().stream()
                        .flatMap(one -> addressed(naming, delivery, one).stream())
                        .toList();
        if (to.isEmpty()) return;
        try {
            new Transmission(channel, negotiation, passage, delivery, content).send(to);
        } catch (Farewell farewell) {
            Diagnosis why = farewell.answer().diagnosis(channel.remote());
            delivery.settleRest(new Outcome.Deferred(why));
        }
    }

    private static Optional<Transmission.To> addressed(
            Naming naming, Delivery delivery, Recipient recipient) {
        return switch (naming.write(recipient.path())) {
            case Naming.Written.Fitting(var name) ->
                    Optional.of(new Transmission.To(recipient, name));
            case Naming.Written.Unfit(var why) -> {
                String words = "this recipient cannot be named in FTP mail: " + why;
                delivery.settle(recipient, new Outcome.Failed(Diagnosis.ours("5.1.3", words)));
                yield Optional.empty();
            }
        };
    }

    @Override
    public boolean usable() {
        return channel.usable();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
