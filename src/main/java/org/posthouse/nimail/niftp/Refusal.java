package org.posthouse.nimail.niftp;

import module java.base;

/// Why a transfer does not come about.
///
/// @param attributes that failed, with NE and what was sent
/// @param messages for the user, at least one
public record Refusal(State state, List<Attribute> attributes, List<String> messages) {
    public Refusal {
        attributes = List.copyOf(attributes);
        messages = List.copyOf(messages);
    }

    /// Which is not because of one attribute.
    public static Refusal of(State state, String... messages) {
        return new Refusal(state, List.of(), List.of(messages));
    }

    /// A transfer that is to go on, of which nothing is known.
    public static Refusal noDocket(Agreement wanted) {
        int transfer = wanted.number(Meaning.TRANSFER_ID);
        return new Refusal(
                State.NO_RESUMPTION,
                List.of(Attribute.equal(Meaning.TRANSFER_ID, transfer).with(Operator.NE)),
                List.of("Docket not found"));
    }

    /// The attributes of RNEG: nothing but those that failed, the state, and messages.
    Command command() {
        var all = new ArrayList<>(attributes);
        all.add(Attribute.equal(Meaning.STATE, state.code()));
        all.sort(Comparator.comparingInt(Attribute::id));
        messages.forEach(text -> all.add(Attribute.equal(Meaning.MESSAGE, text)));
        return new Command(Command.Verb.RNEG, all.subList(0, Math.min(all.size(), 255)));
    }
}
