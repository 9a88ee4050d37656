package org.posthouse.nimail.niftp;

import module java.base;

import org.jspecify.annotations.Nullable;

/// P's side of a negotiation, as a pure function: whether what Q returned is within what we sent.
final class Verification {
    sealed interface Verdict {
        record Accepted(Agreement agreement) implements Verdict {}

        record Objection(String why) implements Verdict {}
    }

    /// What settles how the data are to be understood: a partner that knows nothing of one of these
    /// has not agreed to another value than the default.
    private static final Set<Meaning> ESSENTIAL =
            EnumSet.of(
                    Meaning.TEXT_CODE,
                    Meaning.FORMATTING,
                    Meaning.BINARY_FORMAT,
                    Meaning.DATA_TYPE,
                    Meaning.WORD_SIZE,
                    Meaning.RESTART,
                    Meaning.FACILITIES);

    private Verification() {}

    static Verdict check(List<Attribute> sent, List<Attribute> returned) {
        Map<Meaning, Value> settled = new EnumMap<>(Meaning.class);
        Map<Meaning, Attribute> offers = new EnumMap<>(Meaning.class);
        for (Attribute attribute : sent) {
            Meaning meaning = Meaning.of(attribute.id()).orElseThrow();
            offers.put(meaning, attribute);
            if (!(attribute.value() instanceof Value.None)) settled.put(meaning, attribute.value());
        }
        for (Attribute attribute : returned) {
            Optional<Meaning> meaning = Meaning.of(attribute.id());
            if (meaning.isEmpty()) continue; // ignored, as unix-niftp does
            switch (attribute.value()) {
                case Value.Unknown _, Value.None _ -> settled.remove(meaning.get());
                case Value.Number _, Value.Text _ -> settled.put(meaning.get(), attribute.value());
            }
        }
        var agreement = new Agreement(settled);
        return returned.stream()
                .flatMap(attribute -> objection(agreement, offers, attribute).stream())
                .<Verdict>map(Verdict.Objection::new)
                .findFirst()
                .orElseGet(() -> whole(agreement));
    }

    /// The trap: text formatting offered with several bits and not returned is settled on none.
    private static Verdict whole(Agreement agreement) {
        return !agreement.binary() && Integer.bitCount(agreement.formatting()) != 1
                ? new Verdict.Objection("Text formatting is not settled")
                : new Verdict.Accepted(agreement);
    }

    private static Optional<String> objection(
            Agreement agreement, Map<Meaning, Attribute> offers, Attribute answer) {
        Optional<Meaning> known =
                Meaning.of(answer.id()).filter(it -> it.kind == Meaning.Kind.NUMBER);
        if (known.isEmpty()) return Optional.empty();
        Meaning meaning = known.get();
        @Nullable Attribute offer = offers.get(meaning);
        boolean good =
                switch (answer.value()) {
                    case Value.Number(int number) ->
                            offer == null || isOpen(offer)
                                    ? unasked(meaning, number) || !matters(meaning, agreement)
                                    : within(meaning, offer, number);
                    case Value.Unknown _, Value.None _ ->
                            offer == null
                                    || !ESSENTIAL.contains(meaning)
                                    || !matters(meaning, agreement)
                                    || allows(offer, meaning.byDefault());
                    case Value.Text _ -> false;
                };
        return good ? Optional.empty() : Optional.of("Bad answer " + answer);
    }

    /// Whether we gave it no value.
    private static boolean isOpen(Attribute offer) {
        return offer.value() instanceof Value.None && offer.operator() != Operator.ANY;
    }

    /// Whether data of the kind agreed on depend on it.
    private static boolean matters(Meaning meaning, Agreement agreement) {
        return switch (meaning) {
            case TEXT_CODE, FORMATTING -> !agreement.binary();
            case WORD_SIZE -> agreement.binary();
            case BINARY_FORMAT -> agreement.binary() && agreement.wordOctets() > 1;
            default -> true;
        };
    }

    private static boolean allows(Attribute offer, Value value) {
        return value instanceof Value.Number(int number)
                && within(Meaning.TEXT_STORAGE, offer, number);
    }

    /// What we said nothing about has its default, or is none of what the data depend on.
    private static boolean unasked(Meaning meaning, int number) {
        return !ESSENTIAL.contains(meaning) || meaning.byDefault().equals(new Value.Number(number));
    }

    private static boolean within(Meaning meaning, Attribute offer, int number) {
        if (offer.operator() == Operator.ANY) return true;
        if (!(offer.value() instanceof Value.Number(int sent))) return false;
        return switch (offer.operator()) {
            case EQ -> sent == number || free(meaning, sent, number);
            case LE -> isBits(meaning) ? (number & ~sent) == 0 : number <= sent;
            case GE -> number >= sent;
            case NE -> number != sent;
            case ANY, NONE, LT, GT -> true;
        };
    }

    private static boolean isBits(Meaning meaning) {
        return switch (meaning) {
            case TEXT_CODE,
                    FORMATTING,
                    BINARY_FORMAT,
                    FACILITIES,
                    DATA_TYPE,
                    DELIMITERS,
                    TEXT_STORAGE ->
                    true;
            default -> false;
        };
    }

    /// What may be answered otherwise although it was to be exactly so.
    private static boolean free(Meaning meaning, int sent, int number) {
        return switch (meaning) {
            case FILE_SIZE, ESTIMATE -> true;
            case PROTOCOL -> number >> 8 == sent >> 8;
            case ACCESS ->
                    sent == Access.REPLACE_OR_MAKE
                                    && (number == Access.MAKE || number == Access.REPLACE)
                            || sent == Access.APPEND_OR_MAKE
                                    && (number == Access.MAKE || number == Access.APPEND);
            default -> false;
        };
    }
}
