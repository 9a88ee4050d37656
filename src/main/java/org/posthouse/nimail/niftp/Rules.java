package org.posthouse.nimail.niftp;

import module java.base;

import org.posthouse.nimail.niftp.Rules.Judged.Bad;
import org.posthouse.nimail.niftp.Rules.Judged.Settled;

/// What we make of one number that P wants (docs/niftp.md, negotiation): of a set of bits offered
/// with LE the intersection with what we can do, of a number the smaller; what is to be exactly so
/// we can do or not.
final class Rules {
    sealed interface Judged {
        record Settled(int number) implements Judged {}

        record Bad(State state, String why) implements Judged {}
    }

    private static final Judged BAD = new Bad(State.BAD_ATTRIBUTE, "Bad attribute value");
    private static final int LONGEST_TIMEOUT = 3600;
    private static final int LONGEST_WORD = 1024; // bits

    private final Profile profile;

    Rules(Profile profile) {
        this.profile = profile;
    }

    Judged judge(Meaning meaning, Operator operator, int number) {
        return switch (meaning) {
            case PROTOCOL -> protocol(operator, number);
            case ACCESS -> access(operator, number);
            case TEXT_CODE -> bits(operator, number, 0x0001, bits -> bits);
            case FORMATTING -> bits(operator, number, 0x00ff, profile::formatting);
            case DATA_TYPE -> bits(operator, number, 0x0003, Integer::lowestOneBit);
            case BINARY_FORMAT -> set(operator, number, 0xc003);
            case FACILITIES -> set(operator, number, profile.facilities());
            case DELIMITERS -> set(operator, number, 0x8001);
            case TEXT_STORAGE -> set(operator, number, 0xffff);
            case MAX_RECORD -> between(meaning, operator, number, 1, 0xffff);
            case WINDOW -> between(meaning, operator, number, 1, profile.window());
            case TIMEOUT -> between(meaning, operator, number, 0, LONGEST_TIMEOUT);
            case WORD_SIZE -> wordSize(operator, number);
            case LIMIT, ESTIMATE, TRANSFER_ID, RESTART, STATE, FILE_SIZE ->
                    between(meaning, operator, number, 0, 0xffff);
            case PRIVATE_CODE,
                    TABS,
                    MAX_STORAGE_RECORD,
                    PAGE_WIDTH,
                    PAGE_LENGTH,
                    PRIVATE_STORAGE,
                    FILENAME,
                    USERNAME,
                    PASSWORD,
                    FILE_PASSWORD,
                    ACCOUNT,
                    ACCOUNT_PASSWORD,
                    DEVICE,
                    DEVICE_QUALIFIER,
                    ACTION_MESSAGE,
                    MESSAGE,
                    OPTIONS ->
                    BAD; // no number
        };
    }

    /// The high octet tells the revision, the low one is free.
    private static Judged protocol(Operator operator, int number) {
        int settled =
                switch (operator) {
                    case EQ, GE -> number;
                    case LE -> Math.min(number, 0x0100);
                    case ANY -> 0x0100;
                    case NONE, LT, GT, NE -> 0;
                };
        return settled >> 8 == 0x01
                ? new Settled(settled)
                : new Bad(State.REJECTED, "Not Niftp-80 protocol");
    }

    private static Judged access(Operator operator, int number) {
        return operator == Operator.EQ && new Access(number).known()
                ? new Settled(number)
                : new Bad(State.REJECTED, "Unimplemented access mode");
    }

    /// A set of which one bit is settled on.
    private static Judged bits(Operator operator, int number, int ours, IntUnaryOperator choice) {
        int common = number & ours;
        return switch (operator) {
            case LE -> common == 0 ? BAD : new Settled(choice.applyAsInt(common));
            case EQ, GE ->
                    common == number && Integer.bitCount(number) == 1 ? new Settled(number) : BAD;
            case ANY -> new Settled(choice.applyAsInt(ours));
            case NONE, LT, GT, NE -> BAD;
        };
    }

    private static Judged set(Operator operator, int number, int ours) {
        return switch (operator) {
            case LE -> new Settled(number & ours);
            case EQ, GE -> (number & ~ours) == 0 ? new Settled(number) : BAD;
            case ANY -> new Settled(ours);
            case NONE, LT, GT, NE -> BAD;
        };
    }

    /// Left to us, it is what it would be if nobody mentioned it.
    private static Judged between(
            Meaning meaning, Operator operator, int number, int least, int most) {
        return switch (operator) {
            case LE -> number < least ? BAD : new Settled(Math.min(number, most));
            case EQ, GE -> number < least || number > most ? BAD : new Settled(number);
            case ANY -> standard(meaning);
            case NONE, LT, GT, NE -> BAD;
        };
    }

    private static Judged standard(Meaning meaning) {
        return meaning.byDefault() instanceof Value.Number(int standard)
                ? new Settled(standard)
                : BAD;
    }

    /// unix-niftp takes the smaller of the two, and then sees whether it can do it.
    private Judged wordSize(Operator operator, int number) {
        var bad = new Bad(State.REJECTED, "Unimplemented binary word size");
        int smaller = Math.min(number, LONGEST_WORD);
        return switch (operator) {
            case LE ->
                    IntStream.iterate(smaller, bits -> bits >= 8, bits -> bits - 1)
                            .limit(profile == Profile.UNIX_NIFTP ? 1 : LONGEST_WORD)
                            .filter(profile::wordSize)
                            .<Judged>mapToObj(Settled::new)
                            .findFirst()
                            .orElse(bad);
            case EQ, GE -> profile.wordSize(number) ? new Settled(number) : bad;
            case ANY -> new Settled(8);
            case NONE, LT, GT, NE -> bad;
        };
    }
}
