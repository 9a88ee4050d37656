package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.Acquaintance;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.Hop;

/// What is known of the one host of a test.
final class Memory implements Acquaintances, Acquaintance {
    private final SortedMap<String, String> facts = new ConcurrentSkipListMap<>();

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

    /// `name value`, a line for each fact.
    List<String> facts() {
        return facts.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList();
    }
}
