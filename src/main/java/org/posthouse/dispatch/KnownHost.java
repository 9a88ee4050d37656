package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Acquaintance;
import org.posthouse.spool.Registers;
import org.posthouse.spool.Registers.Change;
import org.posthouse.spool.Registers.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One host and what we know of it, in memory once it was asked for. What is learnt again and again
/// is written down now and then.
final class KnownHost implements Acquaintance {
    private static final Logger LOG = LoggerFactory.getLogger(KnownHost.class);
    private static final int MOST = 64; // facts
    private static final int LONGEST = 200; // characters of a value
    private static final int SHARE = 30; // of the time for which a fact is kept, between writes

    private record Remembered(KnownFact fact, Instant written) {}

    private final String host;
    private final Registers registers;
    private final Duration keep;
    private final InstantSource clock;

    // One lock, `this`, for these.
    private final Map<String, Remembered> facts = new HashMap<>();
    private boolean read;

    KnownHost(String host, Registers registers, Duration keep, InstantSource clock) {
        this.host = host;
        this.registers = registers;
        this.keep = keep;
        this.clock = clock;
    }

    @Override
    public Optional<String> recall(String what) {
        return fact(what, keep).map(KnownFact::value);
    }

    /// A fact that was confirmed lately enough.
    synchronized Optional<KnownFact> fact(String what, Duration lately) {
        read();
        Instant oldest = clock.instant().minus(lately);
        return Optional.ofNullable(facts.get(what))
                .map(Remembered::fact)
                .filter(fact -> fact.confirmed().isAfter(oldest));
    }

    private void read() {
        if (read) return;
        try {
            for (Row row : registers.list(KnownHosts.REGISTER, host + " ", MOST)) {
                if (!row.key().startsWith(host + " ")) break;
                KnownFact.of(row)
                        .filter(fact -> fact.host().equals(host))
                        .ifPresent(
                                fact ->
                                        facts.putIfAbsent(
                                                fact.what(),
                                                new Remembered(fact, fact.confirmed())));
            }
            read = true;
        } catch (IOException e) {
            LOG.debug("nothing is known of {} now: {}", host, e.getMessage());
        }
    }

    @Override
    public synchronized void learn(String what, String value) {
        read();
        if (value.length() > LONGEST
                || value.chars().anyMatch(Character::isISOControl)
                || !facts.containsKey(what) && facts.size() >= MOST) {
            LOG.debug("{} is not remembered of {}", what, host);
            return;
        }
        Instant now = clock.instant();
        var fact = new KnownFact(host, what, value, now);
        Instant written = written(fact);
        if (written.plus(keep.dividedBy(SHARE)).isAfter(now)) {
            facts.put(what, new Remembered(fact, written));
        } else {
            boolean done = note(new Registers.Put(KnownHosts.REGISTER, fact.row()));
            facts.put(what, new Remembered(fact, done ? now : Instant.EPOCH));
        }
    }

    /// When this very fact was written down.
    private Instant written(KnownFact fact) {
        return Optional.ofNullable(facts.get(fact.what()))
                .filter(before -> before.fact.value().equals(fact.value()))
                .map(Remembered::written)
                .orElse(Instant.EPOCH);
    }

    @Override
    public synchronized void forget(String what) {
        read();
        if (facts.remove(what) != null)
            note(new Registers.Remove(KnownHosts.REGISTER, KnownFact.key(host, what)));
    }

    /// What is written down now that cannot be, is learnt another time.
    private boolean note(Change change) {
        try {
            registers.note(List.of(change));
            return true;
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("what is known of {} cannot be written down: {}", host, e.getMessage());
            return false;
        }
    }
}
