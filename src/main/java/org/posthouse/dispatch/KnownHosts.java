package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Acquaintance;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.Hop;
import org.posthouse.spool.Registers;
import org.posthouse.spool.Registers.Change;
import org.posthouse.spool.Registers.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The learnt half of the host mail capability table (RFC 784), durable in a register of the spool:
/// what senders learn of each host, and which hops of a route refused their protocol of late.
///
/// A fact is a row, `scheme://host:port what`. Hosts that are in use stay in memory. What was not
/// confirmed for long is believed no more, and is taken away once a day.
public final class KnownHosts implements Acquaintances {
    static final String REGISTER = "host";

    private static final Logger LOG = LoggerFactory.getLogger(KnownHosts.class);

    private static final String REFUSED = "refused"; // the fact that a hop refused its protocol
    private static final int MOST = 10_000; // hosts in memory
    private static final int PAGE = 500;
    private static final int WORDS = 200;
    private static final Duration DAY = Duration.ofDays(1);

    private final Registers registers;
    private final HostSettings settings;
    private final InstantSource clock;

    // One lock, `known`, for these.
    private final LinkedHashMap<String, KnownHost> known = new LinkedHashMap<>(16, 0.75f, true);
    private Instant swept = Instant.EPOCH;

    public KnownHosts(Registers registers, HostSettings settings, InstantSource clock) {
        this.registers = registers;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Acquaintance with(Hop.Remote hop) {
        return known(hop);
    }

    private KnownHost known(Hop.Remote hop) {
        sweepOnceADay();
        String host = key(hop);
        synchronized (known) {
            KnownHost found =
                    known.computeIfAbsent(
                            host, key -> new KnownHost(key, registers, settings.keep(), clock));
            if (known.size() > MOST) known.pollFirstEntry();
            return found;
        }
    }

    /// The hop without its settings, and its host's name in lower case.
    static String key(Hop.Remote hop) {
        String host = hop.host().toLowerCase(Locale.ROOT);
        return new Hop.Remote(hop.scheme(), host, hop.port(), new TreeMap<>()).url();
    }

    /// The route with those of its hops last that have refused their protocol of late.
    Route inOrder(Route route) {
        if (route.hops().size() < 2 || route.hops().stream().noneMatch(this::refused)) return route;
        var hops = new ArrayList<Hop>();
        route.hops().stream().filter(hop -> !refused(hop)).forEach(hops::add);
        route.hops().stream().filter(this::refused).forEach(hops::add);
        return route.by(hops);
    }

    private boolean refused(Hop hop) {
        return hop instanceof Hop.Remote remote
                && known(remote).fact(REFUSED, settings.prefer()).isPresent();
    }

    /// Whether a failure to begin a conversation says that this protocol is not spoken there, as
    /// against a host that is out of reach in any. Whoever hangs up instead of greeting does not
    /// speak it either: a host that has no time now says so (RFC 780 section 5.2, 421).
    static boolean refuses(IOException e) {
        return switch (e) {
            case ConnectException _, ProtocolException _, EOFException _ -> true;
            default -> false;
        };
    }

    /// The hop does not speak its protocol, or its host refuses it.
    void refused(Hop hop, String why) {
        if (!(hop instanceof Hop.Remote remote)) return;
        String words = why.replaceAll("\\p{Cntrl}", " ");
        KnownHost host = known(remote);
        host.forget(REFUSED); // so that the time is written down too
        host.learn(REFUSED, words.substring(0, Math.min(words.length(), WORDS)));
    }

    /// It does speak it.
    void answered(Hop hop) {
        if (hop instanceof Hop.Remote remote) known(remote).forget(REFUSED);
    }

    /// What is known, for people, in the order of the hosts.
    ///
    /// @param after the host and `what` of the last one of the page before; empty at first
    /// @return at most `limit`
    public List<KnownFact> facts(Optional<KnownFact> after, int limit) throws IOException {
        Instant oldest = clock.instant().minus(settings.keep());
        var found = new ArrayList<KnownFact>();
        String last = after.map(fact -> KnownFact.key(fact.host(), fact.what())).orElse("");
        List<Row> page = registers.list(REGISTER, last, PAGE);
        while (!page.isEmpty() && found.size() < limit) {
            page.stream()
                    .flatMap(row -> KnownFact.of(row).stream())
                    .filter(fact -> fact.confirmed().isAfter(oldest))
                    .limit(limit - (long) found.size())
                    .forEach(found::add);
            page = registers.list(REGISTER, page.getLast().key(), PAGE);
        }
        return found;
    }

    /// Forgets all that is known of a host, in one protocol or in all.
    ///
    /// @param host `scheme://host:port` as it is listed, or a host's name alone
    /// @return how many facts
    public int forget(String host) throws IOException {
        String name = host.toLowerCase(Locale.ROOT);
        return remove(
                fact ->
                        fact.host().equals(name)
                                || fact.host().replaceFirst(".*://", "").equals(name)
                                || fact.host()
                                        .replaceFirst(".*://", "")
                                        .replaceFirst(":\\d+$", "")
                                        .equals(name));
    }

    private int remove(Predicate<KnownFact> meant) throws IOException {
        int removed = 0;
        List<Row> page = registers.list(REGISTER, "", PAGE);
        while (!page.isEmpty()) {
            var changes = new ArrayList<Change>();
            for (Row row : page) {
                Optional<KnownFact> fact = KnownFact.of(row);
                if (fact.isPresent() && !meant.test(fact.get())) continue;
                changes.add(new Registers.Remove(REGISTER, row.key()));
                fact.ifPresent(gone -> drop(gone.host()));
                if (fact.isPresent()) removed++;
            }
            if (!changes.isEmpty()) registers.write(changes);
            page = registers.list(REGISTER, page.getLast().key(), PAGE);
        }
        return removed;
    }

    /// Out of memory; who has it still learns what it learns.
    private void drop(String host) {
        synchronized (known) {
            known.remove(host);
        }
    }

    private void sweepOnceADay() {
        Instant now = clock.instant();
        synchronized (known) {
            if (now.isBefore(swept.plus(DAY))) return;
            swept = now;
        }
        Thread.startVirtualThread(this::sweep);
    }

    /// Takes away what is believed no more.
    void sweep() {
        Instant oldest = clock.instant().minus(settings.keep());
        try {
            int removed = remove(fact -> !fact.confirmed().isAfter(oldest));
            if (removed > 0) LOG.info("hosts: {} old facts are forgotten", removed);
        } catch (IOException e) {
            LOG.debug("hosts: {}", e.getMessage());
        }
    }
}
