package org.posthouse.intake;

import module java.base;

import org.posthouse.dispatch.Route;
import org.posthouse.dispatch.Routes;
import org.posthouse.mail.*;
import org.posthouse.mail.Message.Origin;
import org.posthouse.policy.Relaying;
import org.posthouse.spool.Draft;
import org.posthouse.spool.Due;
import org.posthouse.spool.NoRoom;
import org.posthouse.spool.Shard;
import org.posthouse.spool.Spool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door every message comes in by: judges recipients by the routes and the right to relay, and
/// acknowledges what the spool has made durable.
public final class Reception implements Intake {
    /// What may change while conversations go on.
    public record Rules(Routes routes, Relaying relaying, LocalUsers users) {}

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    private static final int MOST_HOPS = 100; // RFC 5321 section 6.3
    private static final String POSTMASTER = "postmaster";

    private final String host;
    private final Spool spool;
    private final Consumer<Collection<Due>> dispatcher;
    private volatile Rules rules;

    /// @param dispatcher is told of what was accepted and waits for delivery
    public Reception(String host, Spool spool, Rules rules, Consumer<Collection<Due>> dispatcher) {
        this.host = host;
        this.spool = spool;
        this.rules = rules;
        this.dispatcher = dispatcher;
    }

    public void reload(Rules next) {
        rules = next;
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public Verdict route(Peer peer, ReversePath from, MailPath to) {
        Rules now = rules;
        MailPath path = arrived(now.routes(), to);
        if (!(now.routes().route(path) instanceof Route route)) return Verdict.Trouble.NO_ROUTE;
        boolean delivered = path.route().isEmpty() && route.hops().getFirst() instanceof Hop.Place;
        if (delivered)
            return now.users().has(path.mailbox().user())
                    ? new Verdict.Welcome()
                    : Verdict.Trouble.NO_SUCH_USER;
        boolean ours = now.routes().ours(path.next());
        return ours || now.relaying().allows(peer.address(), path.next())
                ? new Verdict.Welcome()
                : Verdict.Trouble.NO_RELAYING;
    }

    /// The path as it goes on from here: our own names taken off its front (RFC 780 section 3.2),
    /// and the mail program's own mailbox given to the postmaster (RFC 780 section 3.2, RFC 5321
    /// section 4.5.1).
    private static MailPath arrived(Routes routes, MailPath to) {
        MailPath path = routes.onward(to);
        Mailbox mailbox = path.mailbox();
        boolean postmaster =
                mailbox.user().equalsIgnoreCase("MTP")
                        || mailbox.user().equalsIgnoreCase(POSTMASTER);
        return postmaster && path.route().isEmpty() && routes.ours(mailbox.host())
                ? MailPath.to(new Mailbox(POSTMASTER, mailbox.host()))
                : path;
    }

    @Override
    public Optional<Mailbox> verify(String user) {
        return rules.users().knows(user)
                ? Optional.of(new Mailbox(user, new Host.Name(host)))
                : Optional.empty();
    }

    @Override
    public Text arrive() {
        return new Arriving(spool.forArrival());
    }

    @Override
    public Verdict.Final post(Peer peer, ReversePath from, List<MailPath> to, Text text) {
        var arriving = (Arriving) text;
        Optional<Verdict.Trouble> trouble = arriving.trouble();
        if (trouble.isPresent()) return trouble.get();
        Measure measure = arriving.draft.measure();
        if (measure.hops() > MOST_HOPS) return Verdict.Trouble.LOOP;
        var origin = new Origin(peer, Instant.now());
        var envelope = new Envelope(from, recipients(to, origin.arrival()));
        try {
            MessageId id = arriving.shard.accept(arriving.draft, envelope, origin);
            tell(id, envelope, origin, measure);
            return new Verdict.Accepted(id);
        } catch (IOException e) {
            return arriving.fault(e);
        }
    }

    private List<Recipient> recipients(List<MailPath> to, Instant now) {
        Routes routes = rules.routes();
        var recipients = new ArrayList<Recipient>(to.size());
        for (MailPath path : to.size() == 1 ? to : new LinkedHashSet<>(to)) {
            MailPath onward = arrived(routes, path);
            Recipient.State state =
                    routes.route(onward) instanceof Route route
                            ? route.entering(now)
                            : Recipient.Waiting.fresh(now);
            recipients.add(new Recipient(recipients.size(), onward, state));
        }
        return recipients;
    }

    private void tell(MessageId id, Envelope envelope, Origin origin, Measure measure) {
        LOG.info(
                "{} accepted from={} peer={} protocol={} size={} recipients={}",
                id,
                envelope.from().shown(),
                TraceField.literal(origin.peer().address()),
                origin.peer().protocol(),
                measure.size(),
                envelope.recipients().size());
        var due = new ArrayList<Due>(envelope.recipients().size());
        for (Recipient recipient : envelope.recipients()) {
            switch (recipient.state()) {
                case Recipient.Waiting waiting ->
                        due.add(
                                new Due(
                                        Due.destination(recipient.path()),
                                        waiting.next(),
                                        id,
                                        recipient.number()));
                case Recipient.Held(var reason, _) ->
                        LOG.info("{} held to=<{}> reason=\"{}\"", id, recipient.path(), reason);
                case Recipient.Delivered _, Recipient.Failed _ -> {}
            }
        }
        if (!due.isEmpty()) dispatcher.accept(due);
    }

    /// A draft, with what went wrong while it was written.
    private static final class Arriving implements Text {
        private final Shard shard;
        private final Draft draft;
        private Optional<Verdict.Trouble> trouble = Optional.empty();

        Arriving(Shard shard) {
            this.shard = shard;
            this.draft = shard.draft();
        }

        @Override
        public MessageId id() {
            return draft.id();
        }

        @Override
        public void write(byte[] octets, int offset, int length) {
            if (trouble.isPresent()) return;
            try {
                draft.write(octets, offset, length);
            } catch (IOException e) {
                trouble = Optional.of(fault(e));
            }
        }

        private Verdict.Trouble fault(IOException e) {
            LOG.warn("{} not accepted: {}", draft.id(), e.getMessage());
            return e instanceof NoRoom ? Verdict.Trouble.NO_ROOM : Verdict.Trouble.BROKEN;
        }

        @Override
        public Optional<Verdict.Trouble> trouble() {
            return trouble;
        }

        @Override
        public void close() {
            draft.close();
        }
    }
}
