package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.mail.Acquaintance;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.Hop;

/// Remembers facts of one host, in order.
record Memory(SequencedMap<String, String> facts) implements Acquaintances, Acquaintance {
    /// @param facts `name=value`, commas between
    static Memory of(String facts) {
        var memory = new Memory(new LinkedHashMap<>());
        for (String fact : facts.split(",", -1)) {
            int equals = fact.indexOf('=');
            if (equals > 0) memory.learn(fact.substring(0, equals), fact.substring(equals + 1));
        }
        return memory;
    }

    @Override
    public Acquaintance with(Hop.Remote hop) {
        return this;
    }

    @Override
    public Optional<String> recall(String what) {
        return Optional.ofNullable(facts.get(what));
    }

    @Override
    public void learn(String what, String value) {
        facts.put(what, value);
    }

    @Override
    public void forget(String what) {
        facts.remove(what);
    }
}
