package org.posthouse.nimail.niftp;

import module java.base;

/// Q's side of a negotiation, as a pure function: what P offers and what we can do make an
/// agreement or a refusal. Who the partner is and what file he wants is the [Service]'s matter.
final class Negotiation {
    sealed interface Answer {
        record Agreed(Agreement agreement) implements Answer {}

        record Refused(Refusal refusal) implements Answer {}
    }

    private final List<Attribute> theirs;
    private final Rules rules;
    private final Profile profile;
    private final Map<Meaning, Value> settled = new EnumMap<>(Meaning.class);
    private final Set<Integer> seen = new HashSet<>();
    private final List<Attribute> failed = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private State state = State.VIABLE;

    private Negotiation(List<Attribute> theirs, Profile profile) {
        this.theirs = theirs;
        this.rules = new Rules(profile);
        this.profile = profile;
    }

    static Answer answer(List<Attribute> theirs, Profile profile) {
        return new Negotiation(theirs, profile).answer();
    }

    private Answer answer() {
        for (Attribute attribute : theirs)
            Meaning.of(attribute.id())
                    .ifPresentOrElse(
                            meaning -> one(meaning, attribute),
                            () -> fail(State.REJECTED, "Unknown protocol attribute"));
        if (state.equals(State.VIABLE)) whole(new Agreement(settled));
        return state.equals(State.VIABLE)
                ? new Answer.Agreed(new Agreement(settled))
                : new Answer.Refused(new Refusal(state, failed, messages));
    }

    private void one(Meaning meaning, Attribute attribute) {
        if (meaning.kind == Meaning.Kind.MESSAGE || meaning.kind == Meaning.Kind.UNSUPPORTED)
            return;
        if (!seen.add(attribute.id())) {
            fail(attribute, State.BAD_ATTRIBUTE, "Attribute given twice");
            return;
        }
        switch (attribute.value()) {
            case Value.Unknown _ -> {} // as if it were not mentioned
            case Value.None _ -> unsaid(meaning, attribute);
            case Value.Number(int number) -> number(meaning, attribute, number);
            case Value.Text text -> text(meaning, attribute, text);
        }
    }

    /// No value: with ANY it may be ours to choose, else the default holds.
    private void unsaid(Meaning meaning, Attribute attribute) {
        if (profile.chooses()
                && attribute.operator() == Operator.ANY
                && meaning.kind == Meaning.Kind.NUMBER
                && meaning != Meaning.ACCESS) number(meaning, attribute, 0);
    }

    private void number(Meaning meaning, Attribute attribute, int number) {
        if (meaning == Meaning.OPTIONS) return; // either format is tolerated
        if (new Access(number).job() && meaning == Meaning.ACCESS) {
            fail(State.REJECTED, "Jobs are not taken here");
            return;
        }
        switch (rules.judge(meaning, attribute.operator(), number)) {
            case Rules.Judged.Settled(int value) -> settled.put(meaning, new Value.Number(value));
            case Rules.Judged.Bad(var worst, var why) -> fail(attribute, worst, why);
        }
    }

    private void text(Meaning meaning, Attribute attribute, Value.Text text) {
        boolean fits = meaning.kind != Meaning.Kind.NUMBER;
        boolean meant =
                switch (attribute.operator()) {
                    case EQ, LE, GE, ANY -> true;
                    case NONE, LT, GT, NE -> false;
                };
        if (fits && meant) settled.put(meaning, sevenBits(text));
        else fail(attribute, State.BAD_ATTRIBUTE, "Bad attribute value");
    }

    /// Bit 80 of each octet of a string is dropped on receipt.
    private static Value.Text sevenBits(Value.Text text) {
        StringBuilder plain = new StringBuilder();
        text.text().chars().forEach(c -> plain.append((char) (c & 0x7f)));
        return new Value.Text(plain.toString());
    }

    /// What only all of them together tell.
    private void whole(Agreement agreement) {
        if (!settled.containsKey(Meaning.ACCESS)) fail(State.REJECTED, "No mode of access given");
        int words = agreement.number(Meaning.WORD_SIZE);
        boolean lowFirst = (agreement.number(Meaning.BINARY_FORMAT) & 0x8000) == 0;
        if (agreement.binary() && words > 8 && lowFirst) {
            fail(State.BAD_ATTRIBUTE, "Words come with the most significant octet first");
            theirs.stream()
                    .filter(a -> a.id() == Meaning.BINARY_FORMAT.id)
                    .forEach(a -> failed.add(negated(a)));
        }
    }

    private void fail(Attribute attribute, State worst, String why) {
        failed.add(negated(attribute));
        fail(worst, why);
    }

    private void fail(State worst, String why) {
        if (state.equals(State.VIABLE)) state = worst;
        if (!messages.contains(why)) messages.add(why);
    }

    private static Attribute negated(Attribute attribute) {
        return new Attribute(
                attribute.id(), Operator.NE, Attribute.Monitor.QUIET, attribute.value());
    }

    /// The attributes of RPOS: those that P asked to be told, those that are otherwise than P wrote
    /// them, and those we know nothing about.
    ///
    /// @param agreement what the service made of it
    static List<Attribute> returned(List<Attribute> theirs, Agreement agreement) {
        Map<Integer, Attribute> returned = new TreeMap<>();
        for (Attribute attribute : theirs) {
            Meaning meaning = Meaning.of(attribute.id()).orElseThrow();
            if (meaning.kind == Meaning.Kind.MESSAGE) continue;
            if (meaning.kind == Meaning.Kind.UNSUPPORTED)
                returned.put(meaning.id, Attribute.none(meaning.id));
            else if (attribute.monitor() == Attribute.Monitor.TOLD)
                returned.put(meaning.id, told(meaning, agreement));
            else if (meaning.kind == Meaning.Kind.NUMBER
                    && isOtherwise(meaning, attribute, agreement))
                returned.put(meaning.id, told(meaning, agreement));
        }
        if (agreement.number(Meaning.FILE_SIZE) > 0 && agreement.access().reads())
            returned.put(Meaning.FILE_SIZE.id, told(Meaning.FILE_SIZE, agreement));
        return List.copyOf(returned.values());
    }

    /// Than P wrote it; of what P gave no value to, than he will take it for.
    private static boolean isOtherwise(Meaning meaning, Attribute attribute, Agreement agreement) {
        Value sent =
                attribute.value() instanceof Value.Number ? attribute.value() : meaning.byDefault();
        return !sent.equals(agreement.value(meaning));
    }

    private static Attribute told(Meaning meaning, Agreement agreement) {
        Value value = agreement.value(meaning);
        return meaning.secret || value instanceof Value.None
                ? Attribute.none(meaning.id)
                : Attribute.equal(meaning.id, value);
    }
}
