package org.posthouse.nimail.niftp;

import module java.base;

/// A level-0 command: it starts, answers, or ends a transfer.
public record Command(Verb verb, List<Attribute> attributes) implements Heard {
    /// The commands there are.
    public enum Verb {
        STOP(0x00),
        GO(0x01),
        RPOS(0x02),
        RNEG(0x03),
        SFT(0x04),
        STOPACK(0x05);

        final int octet;

        Verb(int octet) {
            this.octet = octet;
        }

        static Optional<Verb> of(int octet) {
            return Arrays.stream(values()).filter(verb -> verb.octet == octet).findFirst();
        }
    }

    public Command {
        attributes = List.copyOf(attributes);
        if (attributes.size() > 255) throw new IllegalArgumentException("too many attributes");
    }

    static Command stop(Verb verb, State state, List<String> messages) {
        var attributes = new ArrayList<Attribute>();
        attributes.add(Attribute.equal(Meaning.STATE, state.code()));
        messages.forEach(text -> attributes.add(Attribute.equal(Meaning.MESSAGE, text)));
        return new Command(verb, attributes);
    }

    /// The texts for a person to read.
    List<String> messages() {
        return attributes.stream()
                .filter(a -> a.id() == Meaning.MESSAGE.id || a.id() == Meaning.ACTION_MESSAGE.id)
                .map(Attribute::value)
                .filter(Value.Text.class::isInstance)
                .map(value -> ((Value.Text) value).text())
                .limit(16) // nobody reads more, and each is repeated in an answer
                .toList();
    }

    Optional<State> state() {
        return attributes.stream()
                .filter(a -> a.id() == Meaning.STATE.id)
                .map(Attribute::value)
                .filter(Value.Number.class::isInstance)
                .map(value -> State.of(((Value.Number) value).number()))
                .findFirst();
    }

    @Override
    public String toString() {
        return verb
                + attributes.stream()
                        .map(Attribute::toString)
                        .collect(Collectors.joining(" ", attributes.isEmpty() ? "" : " ", ""));
    }
}
