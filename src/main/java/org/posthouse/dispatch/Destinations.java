package org.posthouse.dispatch;

import module java.base;

/// The destinations of a shard, each with the time of the first of its entries that may be on disk
/// and not in memory. Those that are due take turns, however many entries each of them has. For the
/// agenda's thread alone.
final class Destinations {
    /// Between two looks at a destination that had nothing more to give, so that a million entries
    /// due one after the other are not read one by one.
    private static final Duration REST = Duration.ofMillis(200);

    private final Map<String, Destination> byName = new HashMap<>();
    private final ArrayDeque<Destination> ready = new ArrayDeque<>();
    private final TreeSet<Destination> later =
            new TreeSet<>(
                    Comparator.comparing((Destination d) -> d.wake).thenComparing(d -> d.name));
    private final Map<HopQueue, List<Destination>> blocked = new HashMap<>();

    Destination named(String name) {
        return byName.computeIfAbsent(name, Destination::new);
    }

    Collection<Destination> all() {
        return byName.values();
    }

    /// An entry of it is on disk, and not in memory.
    void due(Destination destination, Instant time) {
        if (time.isBefore(destination.mark)) destination.mark = time;
        switch (destination.place) {
            case NOWHERE -> await(destination, destination.mark);
            case LATER -> {
                if (destination.mark.isBefore(destination.wake)) {
                    later.remove(destination);
                    await(destination, destination.mark);
                }
            }
            case READY, BLOCKED -> {
                // it will be looked at anyway
            }
        }
    }

    private void await(Destination destination, Instant wake) {
        destination.wake = wake;
        destination.place = Destination.Place.LATER;
        later.add(destination);
    }

    /// It is to be looked at now.
    void ready(Destination destination) {
        if (destination.place == Destination.Place.READY) return;
        leave(destination);
        destination.place = Destination.Place.READY;
        ready.add(destination);
    }

    private void leave(Destination destination) {
        switch (destination.place) {
            case LATER -> later.remove(destination);
            case READY -> ready.remove(destination);
            case BLOCKED -> blocked.values().forEach(list -> list.remove(destination));
            case NOWHERE -> {
                // it stands nowhere already
            }
        }
        destination.place = Destination.Place.NOWHERE;
    }

    /// The next whose turn it is; it stands nowhere then.
    Optional<Destination> take(Instant now) {
        while (!later.isEmpty() && !later.first().wake.isAfter(now)) ready(later.first());
        var next = Optional.ofNullable(ready.poll());
        next.ifPresent(destination -> destination.place = Destination.Place.NOWHERE);
        return next;
    }

    /// After a look at it: to its place according to its mark.
    void put(Destination destination, Instant now) {
        if (destination.place != Destination.Place.NOWHERE) return;
        boolean more = !destination.mark.equals(Instant.MAX);
        if (more && (destination.flushed.isPresent() || !destination.mark.isAfter(now))) {
            ready(destination);
        } else if (more) {
            await(destination, later(destination.mark, now.plus(REST)));
        } else if (destination.idle()) {
            byName.remove(destination.name, destination);
        }
    }

    /// Not before then, whatever its mark.
    void rest(Destination destination, Instant until) {
        leave(destination);
        await(destination, until);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /// Until that hop has room again.
    void block(Destination destination, HopQueue hop) {
        leave(destination);
        destination.place = Destination.Place.BLOCKED;
        blocked.computeIfAbsent(hop, _ -> new ArrayList<>()).add(destination);
    }

    /// Lets those go on whose hop has room.
    void unblock(Predicate<HopQueue> hasRoom) {
        List<HopQueue> free = blocked.keySet().stream().filter(hasRoom).toList();
        for (HopQueue hop : free) {
            for (Destination destination : List.copyOf(blocked.getOrDefault(hop, List.of())))
                ready(destination);
            blocked.remove(hop);
        }
    }

    /// When the next one will be due; now, if one is.
    Instant wake(Instant now) {
        if (!ready.isEmpty()) return now;
        return later.isEmpty() ? Instant.MAX : later.first().wake;
    }
}
