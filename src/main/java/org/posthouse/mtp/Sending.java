package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.Acquaintance;
import org.posthouse.mail.Content;
import org.posthouse.mail.Delivery;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Host;
import org.posthouse.mail.Limits;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.ReversePath;

/// The sender's part of one conversation, which may carry several messages. Sees to it that nothing
/// is sent that the host need not take (RFC 780 section 5.5.3); how a message is sent is
/// [Transmission]'s part.
final class Sending implements Outbound.Conversation {
    private final Channel channel;
    private final MtpSenderSettings settings;
    private final Sizes sizes;
    private final Measure.Width width;
    private final String knownAs;
    private final Negotiation negotiation;

    /// @param host as earlier conversations have shown it
    Sending(
            Channel channel,
            MtpSenderSettings settings,
            HopSettings wishes,
            String knownAs,
            Acquaintance host) {
        this.channel = channel;
        this.settings = settings;
        this.sizes = wishes.sizes();
        this.width = wishes.width();
        this.knownAs = knownAs;
        this.negotiation = new Negotiation(channel, host);
    }

    @Override
    public void deliver(Delivery delivery) throws IOException {
        var limits = new Limits(sizes.textLine(), width, Long.MAX_VALUE, Limits.Readers.PLAIN);
        switch (delivery.fit(limits)) {
            case Fit.Unfit(var why) -> delivery.settleRest(new Outcome.Failed(why));
            case Fit.Fits(var content) -> deliver(delivery, content);
        }
    }

    private void deliver(Delivery delivery, Content content) throws IOException {
        switch (sizes.write(path(delivery.from()))) {
            case Sizes.Written.Unfit(var why) ->
                    delivery.settleRest(
                            failed("5.1.7", "this sender cannot be named in MTP: " + why));
            case Sizes.Written.Fitting(var from) -> deliver(delivery, content, from);
        }
    }

    private void deliver(Delivery delivery, Content content, String from) throws IOException {
        List<Transmission.To> to =
                delivery.to().stream().flatMap(one -> addressed(delivery, one).stream()).toList();
        var transmission =
                new Transmission(channel, settings, sizes, negotiation, delivery, content, from);
        try {
            if (!to.isEmpty()) transmission.send(to);
        } catch (Farewell farewell) {
            Diagnosis why = farewell.answer().diagnosis(channel.remote());
            delivery.settleRest(new Outcome.Deferred(why));
        }
    }

    private Optional<Transmission.To> addressed(Delivery delivery, Recipient recipient) {
        return switch (sizes.write(recipient.path())) {
            case Sizes.Written.Fitting(var path) ->
                    Optional.of(new Transmission.To(recipient, path));
            case Sizes.Written.Unfit(var why) -> {
                delivery.settle(
                        recipient,
                        failed("5.1.3", "this recipient cannot be named in MTP: " + why));
                yield Optional.empty();
            }
        };
    }

    private static Outcome failed(String status, String words) {
        return new Outcome.Failed(Diagnosis.ours(status, words));
    }

    /// MTP has no null path: a notice is from the MTP at this host (RFC 780 section 3.2).
    private MailPath path(ReversePath from) {
        return switch (from) {
            case ReversePath.Sender(var path) -> path;
            case ReversePath.Null() -> MailPath.to(new Mailbox("MTP", new Host.Name(knownAs)));
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
