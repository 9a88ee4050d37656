package org.posthouse.ports.sockets;

import module java.base;

import org.posthouse.ports.sockets.Chain.Stage;

/// The rules of all packet filters of a network namespace, whichever tool printed them.
///
/// @param chains by their places
record Rules(Map<String, Chain> chains) {
    static final Rules NONE = new Rules(Map.of());

    static Rules of(Collection<Chain> all) {
        var chains = new LinkedHashMap<String, Chain>();
        for (Chain chain : all) chains.put(chain.place(), chain);
        return new Rules(chains);
    }

    /// The same with all chains of the other, which come first where both have one.
    Rules with(Rules other) {
        var both = new LinkedHashMap<>(chains);
        both.putAll(other.chains);
        return new Rules(both);
    }

    Optional<Chain> chain(Chain from, String name) {
        return Optional.ofNullable(chains.get(Chain.place(from.family(), from.table(), name)));
    }

    /// The chains that packets come to by themselves, in the order of a packet's way.
    List<Chain> hooked(Set<Stage> stages) {
        return chains.values().stream()
                .filter(one -> one.hook().filter(hook -> stages.contains(hook.stage())).isPresent())
                .sorted(
                        Comparator.comparing((Chain one) -> one.hook().orElseThrow().stage())
                                .thenComparingInt(one -> one.hook().orElseThrow().priority()))
                .toList();
    }
}
