package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.MessageId;
import org.posthouse.mail.Recipient;
import org.posthouse.spool.Due;

/// The entries that are in memory: queued for a hop, or being attempted. For the agenda's thread
/// alone, but for the count.
final class Leases {
    private final Destinations destinations;
    private final InstantSource clock;
    private final Set<Entry> entries = new HashSet<>();
    private final AtomicInteger held = new AtomicInteger(); // leased, or about to be

    Leases(Destinations destinations, InstantSource clock) {
        this.destinations = destinations;
        this.clock = clock;
    }

    int held() {
        return held.get();
    }

    /// Some are about to be leased, or are not after all.
    void expect(int more) {
        held.addAndGet(more);
    }

    boolean has(Due due) {
        return entries.contains(Entry.of(due));
    }

    /// Leases those that are not yet. All of them were expected.
    List<Due> take(List<Due> batch) {
        var taken = new ArrayList<Due>();
        for (Due due : batch) {
            if (take(Entry.of(due), destinations.named(due.destination()))) taken.add(due);
            else held.decrementAndGet();
        }
        return taken;
    }

    private boolean take(Entry entry, Destination destination) {
        if (!entries.add(entry)) return false;
        destination.leased++;
        return true;
    }

    /// Leases one more recipient of a message, which goes along with others.
    boolean take(MessageId id, Recipient recipient) {
        Destination destination = destinations.named(Due.destination(recipient.path()));
        if (!take(new Entry(id, recipient.number()), destination)) return false;
        held.incrementAndGet();
        return true;
    }

    /// Gives a lease back.
    ///
    /// @param name of its destination
    /// @param next when the entry is to be looked at again; MAX if it is gone
    void release(Entry entry, String name, Instant next) {
        if (!entries.remove(entry)) return;
        held.decrementAndGet();
        Destination destination = destinations.named(name);
        destination.leased--;
        if (!next.equals(Instant.MAX)) destinations.due(destination, next);
        else destinations.put(destination, clock.instant());
    }
}
