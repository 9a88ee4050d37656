package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Recipient;
import org.posthouse.spool.Due;
import org.posthouse.spool.Shard;

/// Makes parcels of entries that are due: reads their messages, asks the routes, and brings those
/// recipients of a message together that go the same way. For the agenda's thread alone.
final class Planner {
    /// Recipients in a parcel: what every SMTP host takes in one transaction (RFC 5321 section
    /// 4.5.3.1.8).
    private static final int MOST = 100;

    private final Agenda home;
    private final Window window;
    private final Leases leases;
    private final Shard shard;

    Planner(Agenda home, Window window, Leases leases, Shard shard) {
        this.home = home;
        this.window = window;
        this.leases = leases;
        this.shard = shard;
    }

    /// @param leased entries
    /// @param until the time up to which recipients count as due
    /// @throws IOException when the store fails; all that is not on its way by then is released
    void plan(List<Due> leased, Instant until) throws IOException {
        var byMessage = new LinkedHashMap<MessageId, List<Due>>();
        for (Due due : leased)
            byMessage.computeIfAbsent(due.id(), _ -> new ArrayList<>(1)).add(due);
        Iterator<List<Due>> groups = byMessage.values().iterator();
        while (groups.hasNext()) {
            List<Due> group = groups.next();
            try {
                plan(group.getFirst().id(), group, until);
            } catch (IOException e) {
                group.forEach(this::back);
                groups.forEachRemaining(rest -> rest.forEach(this::back));
                throw e;
            }
        }
    }

    private void back(Due due) {
        leases.release(Entry.of(due), due.destination(), due.time());
    }

    private void plan(MessageId id, List<Due> group, Instant until) throws IOException {
        Optional<Message> message = shard.find(id);
        if (message.isEmpty()) {
            group.forEach(this::gone);
            return;
        }
        List<Recipient> recipients = recipients(message.get(), group, until);
        if (recipients.size() == 1) {
            window.send(
                    parcel(message.get(), recipients, window.route(recipients.getFirst().path())));
            return;
        }
        var byRoute = new LinkedHashMap<Route, List<Recipient>>();
        for (Recipient recipient : recipients)
            byRoute.computeIfAbsent(window.route(recipient.path()), _ -> new ArrayList<>())
                    .add(recipient);
        byRoute.forEach(
                (route, together) -> {
                    for (int i = 0; i < together.size(); i += MOST) {
                        var some = together.subList(i, Math.min(i + MOST, together.size()));
                        window.send(parcel(message.get(), some, route));
                    }
                });
    }

    private void gone(Due due) {
        leases.release(Entry.of(due), due.destination(), Instant.MAX);
    }

    private Parcel parcel(Message message, List<Recipient> recipients, Route route) {
        return new Parcel(home, message, recipients, route, 0);
    }

    /// Those of the group that still wait, and others of the message that may go along with them.
    private List<Recipient> recipients(Message message, List<Due> group, Instant until)
            throws IOException {
        return message.recipients() > group.size() && message.recipients() <= MOST
                ? all(message, group, until)
                : just(message, group, until);
    }

    private List<Recipient> just(Message message, List<Due> group, Instant until)
            throws IOException {
        var recipients = new ArrayList<Recipient>();
        for (Due due : group) {
            Optional<Recipient> recipient = shard.recipient(message.id(), due.number());
            if (recipient.isPresent() && isDue(recipient.get(), until))
                recipients.add(recipient.get());
            else stale(due, recipient);
        }
        return recipients;
    }

    private List<Recipient> all(Message message, List<Due> group, Instant until)
            throws IOException {
        List<Recipient> present = shard.recipients(message.id());
        var recipients = new ArrayList<Recipient>();
        var leased = group.stream().map(Due::number).collect(Collectors.toSet());
        for (Recipient recipient : present) {
            boolean mine = leased.contains(recipient.number());
            if (isDue(recipient, until) && (mine || leases.take(message.id(), recipient)))
                recipients.add(recipient);
        }
        var taken = recipients.stream().map(Recipient::number).collect(Collectors.toSet());
        for (Due due : group) {
            if (!taken.contains(due.number()))
                stale(due, present.stream().filter(r -> r.number() == due.number()).findFirst());
        }
        return recipients;
    }

    private static boolean isDue(Recipient recipient, Instant until) {
        return recipient.state() instanceof Recipient.Waiting waiting
                && !waiting.next().isAfter(until);
    }

    /// The entry was read before an attempt that has been settled since.
    private void stale(Due due, Optional<Recipient> now) {
        Instant next =
                now.map(Recipient::state)
                        .filter(Recipient.Waiting.class::isInstance)
                        .map(state -> ((Recipient.Waiting) state).next())
                        .orElse(Instant.MAX);
        leases.release(Entry.of(due), due.destination(), next);
    }
}
