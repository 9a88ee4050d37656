package org.posthouse.mail;

import module java.base;

/// What is known of the one host of a test: its facts, in the order of their names.
public record Memory(SortedMap<String, String> facts) implements Acquaintances, Acquaintance {
    /// One that knows nothing yet.
    public Memory() {
        this(new ConcurrentSkipListMap<>());
    }

    /// @param facts `name=value`, commas between
    public static Memory of(String facts) {
        var memory = new Memory();
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
