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
import org.posthouse.mail.Outbound;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.ReversePath;

/// The sender's part of one conversation, which may carry several messages. Sees to it that nothing
/// is sent that the host need not take (RFC 780 section 5.5.3); how a message is sent is
/// [Transmission]'s part.
///
/// It may take several channels, one after the other: there is no other way to decline what a host
/// of RFC 772 proposes than to hang up.
final class Sending implements Outbound.Conversation {
    /// Connects to the host, up to its welcome.
    interface Opening {
        Channel open() throws IOException;
    }

    private static final int VAIN = 3; // goes at a message that settle nobody

    private final Opening opening;
    private final MtpSenderSettings settings;
    private final HopSettings hop;
    private final String knownAs;
    private final Edition edition;
    private final Acquaintance host;
    private Channel channel;
    private Negotiation negotiation;

    /// @param host as earlier conversations have shown it
    Sending(
            Opening opening,
            MtpSenderSettings settings,
            HopSettings hop,
            String knownAs,
            Edition edition,
            Acquaintance host)
            throws IOException {
        this.opening = opening;
        this.settings = settings;
        this.hop = hop;
        this.knownAs = knownAs;
        this.edition = edition;
        this.host = host;
        this.channel = opening.open();
        this.negotiation = new Negotiation(channel, host);
    }

    @Override
    public void deliver(Delivery delivery) throws IOException {
        var limits =
                new Limits(
                        hop.sizes().textLine(), hop.width(), Long.MAX_VALUE, Limits.Readers.PLAIN);
        switch (delivery.fit(limits)) {
            case Fit.Unfit(var why) -> delivery.settleRest(new Outcome.Failed(why));
            case Fit.Fits(var content) -> deliver(delivery, content);
        }
    }

    private void deliver(Delivery delivery, Content content) throws IOException {
        try {
            List<Recipient> left = delivery.to();
            for (int vain = 0; !left.isEmpty() && vain < VAIN; ) {
                if (!channel.usable()) openAnew();
                int before = left.size();
                left = send(delivery, content, left);
                vain = left.size() < before ? 0 : vain + 1;
            }
            if (!left.isEmpty())
                throw new ProtocolException(channel.remote() + " cannot be kept in step with");
        } catch (Farewell farewell) {
            Diagnosis why = farewell.answer().diagnosis(channel.remote());
            delivery.settleRest(new Outcome.Deferred(why));
        }
    }

    private void openAnew() throws IOException {
        channel.close();
        channel = opening.open();
        negotiation = new Negotiation(channel, host);
    }

    /// @return those who are to be sent to anew
    private List<Recipient> send(Delivery delivery, Content content, List<Recipient> recipients)
            throws IOException {
        switch (from(delivery)) {
            case Sizes.Written.Unfit(var why) ->
                    settle(delivery, recipients, "5.1.7", "this sender", why);
            case Sizes.Written.Fitting(var from) -> {
                List<Transmission.To> to =
                        recipients.stream().flatMap(one -> addressed(delivery, one)).toList();
                if (!to.isEmpty())
                    return transmission(delivery, content, from).send(to).stream()
                            .map(Transmission.To::recipient)
                            .toList();
            }
        }
        return List.of();
    }

    private Transmission transmission(Delivery delivery, Content content, String from) {
        return new Transmission(
                channel,
                hop.sizes(),
                negotiation,
                new Door(channel, edition, settings),
                delivery,
                content,
                from);
    }

    private Stream<Transmission.To> addressed(Delivery delivery, Recipient recipient) {
        return switch (hop.sizes().write(recipient.path(), edition.known())) {
            case Sizes.Written.Fitting(var path) -> Stream.of(new Transmission.To(recipient, path));
            case Sizes.Written.Unfit(var why) -> {
                settle(delivery, List.of(recipient), "5.1.3", "this recipient", why);
                yield Stream.empty();
            }
        };
    }

    private static void settle(
            Delivery delivery, List<Recipient> recipients, String status, String who, String why) {
        var failed =
                new Outcome.Failed(Diagnosis.ours(status, who + " cannot be named in MTP: " + why));
        recipients.forEach(recipient -> delivery.settle(recipient, failed));
    }

    /// The sender as this host takes it, or a short path that stands for it.
    private Sizes.Written from(Delivery delivery) throws IOException {
        MailPath path = path(delivery.from());
        Sizes.Written written = hop.sizes().write(path, edition.known());
        if (written instanceof Sizes.Written.Fitting) return written;
        Optional<MailPath> alias = delivery.alias(withoutUs(path));
        if (alias.isEmpty()) return written;
        Sizes.Written shorter = hop.sizes().write(alias.get(), edition.known());
        return shorter instanceof Sizes.Written.Fitting ? shorter : written;
    }

    /// MTP has no null path: a notice is from the MTP at this host (RFC 780 section 3.2). RFC 772
    /// ("Command syntax") has no route back, only a mailbox.
    private MailPath path(ReversePath from) {
        return switch (from) {
            case ReversePath.Sender(var path) when edition.known() == Dialect.RFC772 ->
                    MailPath.to(path.mailbox());
            case ReversePath.Sender(var path) -> path;
            case ReversePath.Null() -> MailPath.to(new Mailbox("MTP", new Host.Name(knownAs)));
        };
    }

    /// What an alias is to stand for: its mail comes to us anyway.
    private MailPath withoutUs(MailPath path) {
        List<Host> route = path.route();
        return route.isEmpty() || !route.getFirst().equals(new Host.Name(knownAs))
                ? path
                : new MailPath(route.subList(1, route.size()), path.mailbox());
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
