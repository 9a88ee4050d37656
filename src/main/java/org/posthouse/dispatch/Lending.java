package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Hop;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Recipient;
import org.posthouse.spool.Due;
import org.posthouse.spool.Shard;

/// Finds mail for a host that has come for it, whenever that would be due. For the agenda's thread
/// alone.
final class Lending {
    private static final int PAGE = 100;
    private static final int MOST = 100; // recipients, as in all parcels
    private static final int LARGEST_PAGE = 1 << 16;

    /// What there is.
    sealed interface Found {
        /// Its recipients are leased now.
        record One(Parcel parcel) implements Found {}

        record Nothing() implements Found {}

        /// Some is in other hands, and may come back in a moment.
        record Later() implements Found {}
    }

    private final Agenda home;
    private final Shard shard;
    private final Destinations destinations;
    private final Leases leases;
    private final InstantSource clock;
    private final Map<Hop, String> latest = new HashMap<>(); // destination that had some

    Lending(
            Agenda home,
            Shard shard,
            Destinations destinations,
            Leases leases,
            InstantSource clock) {
        this.home = home;
        this.shard = shard;
        this.destinations = destinations;
        this.leases = leases;
        this.clock = clock;
    }

    /// @param only the message that is meant, if it is a certain one
    Found find(Hop.Collect hop, Optional<MessageId> only) throws IOException {
        boolean later = false;
        for (Destination destination : candidates(hop)) {
            switch (find(hop, only, destination)) {
                case Found.One one -> {
                    latest.put(hop, destination.name);
                    return one;
                }
                case Found.Later _ -> later = true;
                case Found.Nothing _ -> {}
            }
        }
        latest.remove(hop);
        return later ? new Found.Later() : new Found.Nothing();
    }

    /// The destinations whose mail may go there, the one that had some the last time first.
    private List<Destination> candidates(Hop.Collect hop) {
        Routes routes = home.routes();
        String first = latest.getOrDefault(hop, "");
        return destinations.all().stream()
                .filter(
                        d ->
                                !routes.uniform(d.name)
                                        || routes.towards(d.name)
                                                .filter(route -> route.hops().contains(hop))
                                                .isPresent())
                .sorted(Comparator.comparing((Destination d) -> !d.name.equals(first)))
                .toList();
    }

    private Found find(Hop.Collect hop, Optional<MessageId> only, Destination destination)
            throws IOException {
        boolean later = false;
        Instant from = Instant.EPOCH;
        int limit = PAGE + destination.leased;
        while (true) {
            List<Due> page = shard.due(destination.name, from, limit);
            List<Due> meant =
                    page.stream().filter(d -> only.isEmpty() || only.get().equals(d.id())).toList();
            later |= meant.stream().anyMatch(leases::has);
            Optional<Parcel> oldest = oldest(hop, meant);
            if (oldest.isPresent()) return new Found.One(oldest.get());
            if (page.size() < limit) return later ? new Found.Later() : new Found.Nothing();
            Instant last = page.getLast().time();
            if (last.isAfter(from)) from = last;
            else if (limit < LARGEST_PAGE) limit *= 2; // all of one instant
            else from = last.plusMillis(1);
        }
    }

    private Optional<Parcel> oldest(Hop.Collect hop, List<Due> page) throws IOException {
        var messages = new TreeMap<MessageId, List<Due>>();
        for (Due due : page)
            if (!leases.has(due))
                messages.computeIfAbsent(due.id(), _ -> new ArrayList<>()).add(due);
        for (var entry : messages.entrySet()) {
            Optional<Parcel> parcel = parcel(hop, entry.getKey(), entry.getValue());
            if (parcel.isPresent()) return parcel;
        }
        return Optional.empty();
    }

    private Optional<Parcel> parcel(Hop.Collect hop, MessageId id, List<Due> entries)
            throws IOException {
        Optional<Message> message = shard.find(id);
        if (message.isEmpty()) return Optional.empty();
        Optional<Route> way = Optional.empty();
        var together = new ArrayList<Recipient>();
        for (Recipient recipient : recipients(message.get(), entries)) {
            Optional<Route> route = route(hop, recipient);
            if (route.isEmpty() || together.size() == MOST) continue;
            if (way.isPresent() && !way.equals(route)) continue;
            if (!leases.take(id, recipient)) continue;
            way = route;
            together.add(recipient);
        }
        return way.map(
                route ->
                        new Parcel(
                                home, message.get(), together, route, route.hops().indexOf(hop)));
    }

    private List<Recipient> recipients(Message message, List<Due> entries) throws IOException {
        if (message.recipients() <= MOST) return shard.recipients(message.id());
        var some = new ArrayList<Recipient>();
        for (Due due : entries) shard.recipient(message.id(), due.number()).ifPresent(some::add);
        return some;
    }

    /// The route of a recipient, if it leads there and he may go now.
    private Optional<Route> route(Hop.Collect hop, Recipient recipient) {
        return recipient.state() instanceof Recipient.Waiting waiting
                        && !putOff(waiting)
                        && home.routes().route(recipient.path()) instanceof Route route
                        && route.hops().contains(hop)
                ? Optional.of(route)
                : Optional.empty();
    }

    /// What the host itself has put off it is not given again at once; all else waits for nothing
    /// but the host.
    private boolean putOff(Recipient.Waiting waiting) {
        return waiting.next().isAfter(clock.instant())
                && waiting.last().filter(why -> !why.remote().isEmpty()).isPresent();
    }
}
