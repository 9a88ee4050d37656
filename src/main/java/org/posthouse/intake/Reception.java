package org.posthouse.intake;

import module java.base;

import org.posthouse.dispatch.Aliases;
import org.posthouse.dispatch.Bounces;
import org.posthouse.dispatch.DispatchSettings;
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

import java.util.Collection;

/// The door every message comes in by: judges recipients by the routes and the right to relay, and
/// acknowledges what the spool has made durable.
public final class Reception implements Intake {
    /// What may change while conversations go on.
    ///
    /// @param bounces writes to senders whom we could not tell of a refusal at once
    public record Rules(
            Routes routes,
            Relaying relaying,
            LocalUsers users,
            Forwards forwards,
            Bounces bounces) {
        /// With notices as they are by default.
        public Rules(Routes routes, Relaying relaying, LocalUsers users, Forwards forwards) {
            this(
                    routes,
                    relaying,
                    users,
                    forwards,
                    new Bounces(() -> routes, DispatchSettings.defaults()));
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    private static final int MOST_ACKNOWLEDGEMENTS = 10; // of one message
    private static final int MOST_HOPS = 100; // RFC 5321 section 6.3
    private static final String POSTMASTER = "postmaster";

    /// RFC 786 has MTP's answers to letters from NI MAIL sent to `NIMAIL`.
    private static final Set<String> PROGRAMS = Set.of("mtp", "nimail", POSTMASTER);

    private final String host;
    private final Spool spool;
    private final Aliases aliases;
    private final Consumer<Collection<Due>> dispatcher;
    private volatile Rules rules;

    /// @param aliases short names that stand for correspondents elsewhere
    /// @param dispatcher is told of what was accepted and waits for delivery
    public Reception(
            String host,
            Spool spool,
            Rules rules,
            Aliases aliases,
            Consumer<Collection<Due>> dispatcher) {
        this.host = host;
        this.spool = spool;
        this.aliases = aliases;
        this.dispatcher = dispatcher;
        this.rules = rules;
        reload(rules);
    }

    public void reload(Rules next) {
        rules = next;
        aliases.spare(user -> next.users().knows(user) || next.forwards().has(user));
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public Verdict route(Peer peer, ReversePath from, MailPath to) {
        Rules now = rules;
        Arrival arrival;
        try {
            arrival = arrived(now, to);
        } catch (IOException e) {
            LOG.warn("<{}> cannot be judged: {}", to, e.getMessage());
            return Verdict.Trouble.BROKEN;
        }
        MailPath path = arrival.path();
        if (!(now.routes().route(path) instanceof Route route)) return Verdict.Trouble.NO_ROUTE;
        // Who has moved is one of us; his mail goes on whoever sends it.
        if (arrival.moved().isPresent()) return moved(to, arrival.moved().get());
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

    /// Mail that was to be relayed by us gets no word of it, for its sender expects no mailbox here
    /// (RFC 780 section 3.1: "the sender would not expect the mail to be forwarded").
    private static Verdict moved(MailPath to, Mailbox mailbox) {
        return to.route().isEmpty() ? new Verdict.Elsewhere(mailbox) : new Verdict.Welcome();
    }

    /// The path as it goes on from here: our own names taken off its front (RFC 780 section 3.2),
    /// an alias of ours or `user%host` replaced by what it stands for, the mail program's own
    /// mailbox given to the postmaster (RFC 780 section 3.2, RFC 5321 section 4.5.1), and who has
    /// moved followed.
    ///
    /// An alias is no more than another spelling: the right to relay is judged by where it leads,
    /// so that whoever may not send mail there himself may not by an alias.
    private Arrival arrived(Rules now, MailPath to) throws IOException {
        Routes routes = now.routes();
        MailPath path = routes.onward(to);
        if (isHere(routes, path)) {
            Mailbox named = path.mailbox();
            Optional<MailPath> meant = aliases.path(named.user()).or(() -> routes.beyond(named));
            if (meant.isPresent()) path = routes.onward(meant.get());
        }
        if (!isHere(routes, path)) return Arrival.at(path);
        Mailbox mailbox = own(path.mailbox());
        Mailbox end = now.forwards().end(mailbox, routes::ours);
        return routes.ours(end)
                ? Arrival.at(MailPath.to(own(end)))
                : new Arrival(MailPath.to(end), Optional.of(end));
    }

    private static boolean isHere(Routes routes, MailPath path) {
        return path.route().isEmpty() && routes.ours(path.mailbox());
    }

    private static Mailbox own(Mailbox mailbox) {
        boolean postmaster = PROGRAMS.contains(mailbox.user().toLowerCase(Locale.ROOT));
        return postmaster ? new Mailbox(POSTMASTER, mailbox.host()) : mailbox;
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
    public Verdict.Final post(Peer peer, Posted posted, Text text) {
        var arriving = (Arriving) text;
        Optional<Verdict.Trouble> trouble = arriving.trouble();
        if (trouble.isPresent()) return trouble.get();
        Measure measure = arriving.draft.measure();
        if (measure.hops() > MOST_HOPS) return Verdict.Trouble.LOOP;
        var origin = new Origin(peer, Instant.now());
        try {
            var envelope =
                    new Envelope(
                            posted.from(),
                            reporting(peer, posted),
                            recipients(posted.to(), origin.arrival()));
            MessageId id = arriving.shard.accept(arriving.draft, envelope, origin);
            var refusals = new Refusals(arriving.shard, rules.bounces());
            List<Due> notice = refusals.tell(id, posted, origin, measure);
            if (!notice.isEmpty()) dispatcher.accept(notice);
            tell(id, envelope, origin, measure);
            return new Verdict.Accepted(id);
        } catch (IOException e) {
            return arriving.fault(e);
        }
    }

    /// An acknowledgement goes to its sender, and to others only where he might write himself: no
    /// stranger has us write to whom he likes.
    private Reporting reporting(Peer peer, Posted posted) {
        Reporting asked = posted.reporting();
        if (asked.acknowledgeTo().isEmpty()) return asked;
        List<MailPath> to =
                asked.acknowledgeTo().stream()
                        .flatMap(path -> acknowledged(peer, posted, path).stream())
                        .limit(MOST_ACKNOWLEDGEMENTS)
                        .toList();
        return new Reporting(asked.ret(), asked.envid(), to);
    }

    private Optional<MailPath> acknowledged(Peer peer, Posted posted, MailPath path) {
        return switch (posted.from()) {
            case ReversePath.Sender(var sender) when sender.mailbox().equals(path.mailbox()) ->
                    Optional.of(sender); // the way back
            case ReversePath.Sender _, ReversePath.Null _ ->
                    Optional.of(path).filter(one -> mayWrite(peer, posted, one));
        };
    }

    private boolean mayWrite(Peer peer, Posted posted, MailPath path) {
        return !(route(peer, posted.from(), path) instanceof Verdict.Trouble);
    }

    private List<Recipient> recipients(List<Posted.To> to, Instant now) throws IOException {
        Rules present = rules;
        Routes routes = present.routes();
        var recipients = new ArrayList<Recipient>(to.size());
        for (Posted.To one : to.size() == 1 ? to : new LinkedHashSet<>(to)) {
            MailPath onward = arrived(present, one.path()).path();
            Recipient.State state =
                    routes.route(onward) instanceof Route route
                            ? route.entering(now)
                            : Recipient.Waiting.fresh(now);
            recipients.add(new Recipient(recipients.size(), onward, one.request(), state));
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
